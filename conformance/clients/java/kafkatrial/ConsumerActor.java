package kafkatrial;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A KafkaConsumer. */
final class ConsumerActor extends Actor {
    private final KafkaConsumer<String, String> consumer;
    private final ConsumerInside inside;
    private final Listener listener;
    private final Polling polling;
    private ConsumerGroupMetadata kept = null;

    ConsumerActor(Call call, Output output) {
        super(call.string("name"), output);
        Properties config = new Properties();
        config.putAll(call.map("config"));
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        inside = new ConsumerInside(consumer);
        listener = new Listener(this, consumer);
        polling = new Polling(consumer, inside, listener);
    }

    @Override
    boolean isAside(Call call) {
        switch (call.op) {
            case "consumer.stop":
            case "consumer.leader":
            case "consumer.onRevoke":
                return true;
            case "consumer.release":
                // Heard by the callback between two calls.
                return false;
            default:
                return call.flag("aside");
        }
    }

    @Override
    void wake() {
        inside.wake();
    }

    @Override
    Map<String, Object> perform(Call call) throws Exception {
        switch (call.op) {
            case "consumer.subscribe":
                listener.pauseAssigned(call.flag("paused"));
                if (call.flag("listener")) consumer.subscribe(call.strings("topics"), listener);
                else consumer.subscribe(call.strings("topics"));
                return Map.of();
            case "consumer.assign":
                consumer.assign(call.partitions());
                return Map.of();
            case "consumer.poll":
                return call.has("atMost") ? pollAtMost(call) : polling.poll(call);
            case "consumer.stop":
                polling.stop();
                return Map.of();
            case "consumer.leader":
                return Leader.await(call, inside.metadata(), inside::exchange);
            case "consumer.commit":
                commit(call);
                return Map.of();
            case "consumer.endCommitInterval":
                inside.endCommitInterval();
                return Map.of();
            case "consumer.endHeartbeatInterval":
                inside.endHeartbeatInterval();
                return Map.of();
            case "consumer.membershipState":
                return inside.membershipState();
            case "consumer.position":
                return Call.object("offset", consumer.position(call.partition()));
            case "consumer.committed":
                return Call.object("offsets", Call.offsets(consumer.committed(new HashSet<>(call.partitions()))));
            case "consumer.seek":
                consumer.seek(call.partition(), call.number("offset"));
                return Map.of();
            case "consumer.pause":
                consumer.pause(call.partitions());
                return Map.of();
            case "consumer.resume":
                consumer.resume(call.partitions());
                return Map.of();
            case "consumer.metadata":
                return polling.membership();
            case "consumer.keep":
                kept = consumer.groupMetadata();
                return polling.membership();
            case "consumer.onRevoke":
                listener.commitAtRevocation(call.has("offsets") ? call.offsets() : null);
                listener.hold(call.flag("hold"));
                return Map.of();
            case "consumer.release":
                listener.hold(false);
                return Map.of();
            case "consumer.unsubscribe":
                consumer.unsubscribe();
                return Map.of();
            case "consumer.close":
                consumer.close(Duration.ofMillis(call.number("timeoutMs")));
                Driver.forget(name);
                return Map.of();
            default:
                throw new HarnessFailure("no such call: " + call.op);
        }
    }

    /** What a transaction says about the group: as it is now, or as it was when the harness had it kept. */
    ConsumerGroupMetadata groupMetadata(String which) throws Exception {
        if (!which.equals("kept")) return ask(consumer::groupMetadata);
        if (kept == null) throw new HarnessFailure("no group metadata have been kept");
        return kept;
    }

    private Map<String, Object> pollAtMost(Call call) {
        int usual = inside.limitPolls((int) call.number("atMost"));
        try {
            return polling.poll(call);
        } finally {
            inside.limitPolls(usual);
        }
    }

    private void commit(Call call) {
        boolean isAsync = "async".equals(call.string("how"));
        Map<TopicPartition, OffsetAndMetadata> offsets = call.has("offsets") ? call.offsets() : null;
        if (!isAsync && offsets == null) consumer.commitSync();
        else if (!isAsync) consumer.commitSync(offsets);
        else if (offsets == null) consumer.commitAsync(this::tellAsync);
        else consumer.commitAsync(offsets, this::tellAsync);
    }

    private void tellAsync(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        if (failure == null) tellCommitted(offsets);
        else tellCommitFailed(failure);
    }

    void tellCommitted(Map<TopicPartition, OffsetAndMetadata> offsets) {
        output.event("committed", "name", name, "offsets", Call.offsets(offsets));
    }

    void tellCommitFailed(Exception failure) {
        Map<String, Object> told = Output.failure(failure);
        output.event("commitFailed", "name", name, "error", told.get("error"), "message", told.get("message"));
    }
}

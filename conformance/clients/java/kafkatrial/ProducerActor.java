package kafkatrial;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.clients.producer.internals.Sender;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.SystemTime;

/** A KafkaProducer. */
final class ProducerActor extends Actor {
    private static final int LOOK_EVERY_MS = 5;
    /** How long a batch may take to come back from a request that has failed. */
    private static final int RETRIES_WITHIN_MS = 10_000;
    /** Before any back-off, and no overflow when it is taken from a time of today. */
    private static final long LONG_AGO_MS = -(1L << 61);
    /**
     * A header that makes a record too long for the room which Kafka's upper bound of a record's size leaves in the
     * batch of another: batch.size=1 alone puts two short records that wait together into one batch.
     */
    private static final String PADDING_KEY = "one-batch";
    private static final byte[] PADDING = "one-record".getBytes(StandardCharsets.UTF_8);

    private final KafkaProducer<String, String> producer;
    private final boolean padded;

    /** What the call says beside the configuration stands in the protocol. */
    ProducerActor(Call call, Output output) {
        super(call.string("name"), output);
        Properties config = new Properties();
        config.putAll(call.map("config"));
        producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        padded = call.flag("padded");
        if (call.has("requestBackoffMs")) {
            Inside.set(sender(), "retryBackoffMs", call.number("requestBackoffMs"));
            Object transactions = Inside.get(producer, "transactionManager");
            if (transactions != null) Inside.set(transactions, "retryBackoffMs", call.number("requestBackoffMs"));
        }
        if (call.has("deliveryTimeoutMs")) {
            Inside.set(Inside.get(producer, "accumulator"), "deliveryTimeoutMs", (int) call.number("deliveryTimeoutMs"));
        }
    }

    @Override
    boolean isAside(Call call) {
        switch (call.op) {
            case "producer.leader":
            case "producer.backoff":
            case "producer.state":
            case "producer.await":
            case "producer.retry":
                return true;
            default:
                return call.flag("aside");
        }
    }

    @Override
    void wake() {
        sender().wakeup();
    }

    @Override
    Map<String, Object> perform(Call call) throws Exception {
        switch (call.op) {
            case "producer.init":
                producer.initTransactions();
                return state(call);
            case "producer.begin":
                producer.beginTransaction();
                return Map.of();
            case "producer.send":
                send(call);
                return Map.of();
            case "producer.leader":
                ProducerMetadata metadata = (ProducerMetadata) Inside.get(producer, "metadata");
                metadata.add(call.string("topic"), SystemTime.getSystemTime().milliseconds());
                return Leader.await(call, metadata, this::wake);
            case "producer.backoff":
                backOff(call.number("ms"));
                return Map.of();
            case "producer.flush":
                producer.flush();
                return Map.of();
            case "producer.offsets":
                producer.sendOffsetsToTransaction(call.offsets(), groupOf(call));
                return Map.of();
            case "producer.commit":
                producer.commitTransaction();
                return Map.of();
            case "producer.abort":
                producer.abortTransaction();
                return Map.of();
            case "producer.close":
                producer.close(Duration.ofMillis(call.number("timeoutMs")));
                Driver.forget(name);
                return Map.of();
            case "producer.state":
                return state(call);
            case "producer.await":
                return await(call);
            case "producer.retry":
                endBackoff(call);
                return Map.of();
            default:
                throw new HarnessFailure("no such call: " + call.op);
        }
    }

    /** From now on a batch that has failed waits so long before it is sent again: those that wait already, too. */
    private void backOff(long ms) {
        Object accumulator = Inside.get(producer, "accumulator");
        // KIP-580 made it exponential in 3.7, and its class is in another package from 4.4 on.
        if (Inside.has(accumulator, "retryBackoffMs")) Inside.set(accumulator, "retryBackoffMs", ms);
        else Inside.set(accumulator, "retryBackoff", Inside.another(Inside.get(accumulator, "retryBackoff"), ms, 1, ms, 0.0));
        wake();
    }

    private void send(Call call) {
        TopicPartition partition = call.partition();
        String tag = call.string("tag");
        // A broker refuses records of the future, where the clock of this process may be.
        long timestamp = System.currentTimeMillis();
        ProducerRecord<String, String> record = new ProducerRecord<>(
            partition.topic(), partition.partition(), timestamp, call.string("key"), call.string("value"));
        if (padded) record.headers().add(PADDING_KEY, PADDING);
        producer.send(record, (metadata, failure) -> {
            if (failure == null) output.event("sent", "name", name, "tag", tag, "offset", metadata.offset());
            else {
                Map<String, Object> told = Output.failure(failure);
                output.event("failed", "name", name, "tag", tag, "error", told.get("error"), "message", told.get("message"));
            }
        });
        waitWhoeverLeads(partition);
    }

    /** The group whose offsets are sent: as its consumer knows it now, as it was kept, or its id alone. */
    @SuppressWarnings("removal")
    private ConsumerGroupMetadata groupOf(Call call) throws Exception {
        String which = call.has("metadata") ? call.string("metadata") : "current";
        if (which.equals("group-only")) return new ConsumerGroupMetadata(call.string("group"));
        return Driver.consumer(call.string("consumer")).groupMetadata(which);
    }

    /**
     * Producer id, epoch and state of the transaction manager; with a topic and partition also the batches of that
     * partition, in the client's queue and on their way.
     */
    private Map<String, Object> state(Call call) {
        Map<String, Object> state = Call.object();
        Object transactions = Inside.get(producer, "transactionManager");
        if (transactions != null) {
            state.put("producerId", Inside.get(transactions, "producerIdAndEpoch", "producerId"));
            state.put("epoch", Inside.get(transactions, "producerIdAndEpoch", "epoch"));
            state.put("state", Inside.get(transactions, "currentState").toString());
        }
        if (call.has("topic")) {
            state.put("queued", described(queued(call.partition())));
            state.put("inFlight", described(inFlight(call.partition())));
        }
        return state;
    }

    /** Waits until so many batches of a partition are in the queue, or on their way: a response has been handled. */
    private Map<String, Object> await(Call call) throws Exception {
        long untilMs = System.currentTimeMillis() + call.number("timeoutMs", 10_000);
        while (!isAsAwaited(call)) {
            if (System.currentTimeMillis() > untilMs) throw new HarnessFailure("not as awaited: " + state(call));
            Thread.sleep(LOOK_EVERY_MS);
        }
        return state(call);
    }

    /** retry.backoff.ms is over for the first batch in the queue of a partition, and for no other. */
    private void endBackoff(Call call) throws InterruptedException {
        for (long waitedMs = 0; waitedMs < RETRIES_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
            List<ProducerBatch> queued = queued(call.partition());
            if (!queued.isEmpty() && (int) Inside.call(queued.get(0), "attempts") > 0) {
                Inside.set(queued.get(0), "lastAttemptMs", LONG_AGO_MS);
                wake();
                return;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new HarnessFailure("no batch waits for another try: " + state(call));
    }

    /** From 3.7 on (KIP-951) a batch waits for no back-off once its partition has a leader of a newer epoch: none is newer. */
    private void waitWhoeverLeads(TopicPartition partition) {
        for (ProducerBatch batch : incomplete(partition)) {
            if (Inside.has(batch, "currentLeaderEpoch")) {
                Inside.set(batch, "currentLeaderEpoch", OptionalInt.of(Integer.MAX_VALUE));
            }
        }
    }

    private boolean isAsAwaited(Call call) {
        TopicPartition partition = call.partition();
        Set<ProducerBatch> incomplete = incomplete(partition);
        List<ProducerBatch> queued = queued(partition);
        List<ProducerBatch> inFlight = inFlight(partition);
        // In between, as it is taken from the queue, a batch is in neither, and as it is put back, in both.
        Set<ProducerBatch> seen = new HashSet<>(queued);
        seen.addAll(inFlight);
        if (seen.size() != queued.size() + inFlight.size() || !seen.equals(incomplete)) return false;
        if (call.has("queued") && queued.size() != call.number("queued")) return false;
        return !call.has("inFlight") || inFlight.size() == call.number("inFlight");
    }

    private List<ProducerBatch> queued(TopicPartition partition) {
        @SuppressWarnings("unchecked")
        Deque<ProducerBatch> deque =
            (Deque<ProducerBatch>) Inside.call(Inside.get(producer, "accumulator"), "getDeque", partition);
        if (deque == null) return List.of();
        synchronized (deque) {
            return new ArrayList<>(deque);
        }
    }

    private List<ProducerBatch> inFlight(TopicPartition partition) {
        Object batches = ((Map<?, ?>) Inside.get(sender(), "inFlightBatches")).get(partition);
        List<ProducerBatch> inFlight = new ArrayList<>();
        if (batches == null) return inFlight;
        // The sender's thread may be changing the list.
        for (Object batch : ((List<?>) batches).toArray()) {
            if (batch != null) inFlight.add((ProducerBatch) batch);
        }
        return inFlight;
    }

    /** The batches that have not been acknowledged or failed, wherever they are. */
    private Set<ProducerBatch> incomplete(TopicPartition partition) {
        Set<ProducerBatch> incomplete = new HashSet<>();
        Object all = Inside.call(Inside.get(producer, "accumulator", "incomplete"), "copyAll");
        for (Object batch : (Iterable<?>) all) {
            if (Inside.get(batch, "topicPartition").equals(partition)) incomplete.add((ProducerBatch) batch);
        }
        return incomplete;
    }

    private static List<Object> described(List<ProducerBatch> batches) {
        List<Object> described = new ArrayList<>();
        for (ProducerBatch batch : batches) {
            described.add(Call.object(
                "sequence", batch.baseSequence(),
                "producerId", batch.producerId(),
                "epoch", batch.producerEpoch(),
                "records", Inside.get(batch, "recordCount"),
                "attempts", Inside.call(batch, "attempts")));
        }
        return described;
    }

    private Sender sender() {
        return (Sender) Inside.get(producer, "sender");
    }
}

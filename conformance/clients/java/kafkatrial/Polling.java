package kafkatrial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** poll(), once or again and again until what the harness waits for has come about. */
final class Polling {
    /** How long one poll() waits: how soon a stop is heard. */
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final int NO_GENERATION = -1;

    private final KafkaConsumer<String, String> consumer;
    private final ConsumerInside inside;
    private final Listener listener;
    private volatile boolean isStopped = false;
    private int reportedGeneration = NO_GENERATION;
    private int reportedAssignments = 0;

    Polling(KafkaConsumer<String, String> consumer, ConsumerInside inside, Listener listener) {
        this.consumer = consumer;
        this.inside = inside;
        this.listener = listener;
    }

    /** Ends the poll that is running, or else the next one. */
    void stop() {
        isStopped = true;
    }

    Map<String, Object> poll(Call call) {
        String mode = call.string("mode");
        long untilMs = System.currentTimeMillis() + call.number("timeoutMs", 0);
        List<Object> records = new ArrayList<>();
        if (mode.equals("once")) {
            take(Duration.ofMillis(call.number("timeoutMs", 0)), records);
            return answer(records, "once");
        }
        boolean isAssigned = false;
        String ended = null;
        while (ended == null) {
            take(SHORT, records);
            // A position of what is assigned comes with the answer, so that it is asked for before the answer ends.
            if (mode.equals("assigned")) isAssigned = isAssigned(call);
            if (!mode.equals("joining") && !records.isEmpty()) ended = "records";
            else if (isAssigned) ended = "assigned";
            else if (isStopped) ended = "stopped";
            else if (System.currentTimeMillis() > untilMs && !mode.equals("joining")) ended = "late";
        }
        isStopped = false;
        return answer(records, ended);
    }

    /** The group as the client knows it. */
    Map<String, Object> membership() {
        ConsumerGroupMetadata group = consumer.groupMetadata();
        return Call.object(
            "generation", group.generationId(),
            "memberId", group.memberId(),
            "assignment", Call.names(consumer.assignment()),
            "positions", inside.positions());
    }

    private Map<String, Object> answer(List<Object> records, String ended) {
        Map<String, Object> answer = Call.object("ended", ended, "records", records);
        // A consumer that has been assigned partitions by hand may have no group.
        if (!consumer.subscription().isEmpty()) {
            answer.putAll(membership());
            return answer;
        }
        answer.put("assignment", Call.names(consumer.assignment()));
        answer.put("positions", inside.positions());
        return answer;
    }

    private void take(Duration timeout, List<Object> records) {
        for (ConsumerRecord<String, String> record : consumer.poll(timeout)) {
            records.add(Call.object(
                "topic", record.topic(),
                "partition", record.partition(),
                "offset", record.offset(),
                "key", record.key(),
                "value", record.value()));
        }
    }

    /**
     * Whether there is an assignment that has not been reported: of a newer generation, told to the listener if there is
     * one, what the harness expects if it says so, and with a position in every partition that has a leader.
     */
    private boolean isAssigned(Call call) {
        int generation = consumer.groupMetadata().generationId();
        if (generation == NO_GENERATION || generation <= reportedGeneration) return false;
        if (call.flag("listener") && listener.assignments() == reportedAssignments) return false;
        Set<TopicPartition> assignment = consumer.assignment();
        if (call.has("partitions") && !assignment.equals(new HashSet<>(call.partitions()))) return false;
        List<String> leaderless = call.has("leaderless") ? call.strings("leaderless") : List.of();
        for (TopicPartition partition : assignment) {
            if (leaderless.contains(partition.toString())) continue;
            try {
                consumer.position(partition, SHORT);
            } catch (TimeoutException e) {
                return false;
            }
        }
        reportedGeneration = generation;
        reportedAssignments = listener.assignments();
        return true;
    }
}

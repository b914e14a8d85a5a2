package kafkatrial;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The rebalance listener of a consumer: tells what happens, and does at a revocation what the harness asked for. */
final class Listener implements ConsumerRebalanceListener {
    private final ConsumerActor actor;
    private final Consumer<?, ?> consumer;
    /** What it commits at the next revocation; null: nothing. */
    private volatile Map<TopicPartition, OffsetAndMetadata> commits = null;
    private volatile boolean isHeld = false;
    private boolean pausesAssigned = false;
    private volatile int assignments = 0;

    Listener(ConsumerActor actor, Consumer<?, ?> consumer) {
        this.actor = actor;
        this.consumer = consumer;
    }

    /** How often partitions have been assigned. */
    int assignments() {
        return assignments;
    }

    /** What is assigned is not fetched from before the harness resumes it. */
    void pauseAssigned(boolean pauses) {
        pausesAssigned = pauses;
    }

    void commitAtRevocation(Map<TopicPartition, OffsetAndMetadata> offsets) {
        commits = offsets;
    }

    /** Revocations stay in the callback, which makes the calls that come meanwhile, until they are let go. */
    void hold(boolean held) {
        isHeld = held;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        assignments += 1;
        if (pausesAssigned) consumer.pause(partitions);
        tell("assigned", partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        tell("revoked", partitions);
        Map<TopicPartition, OffsetAndMetadata> offsets = commits;
        commits = null;
        if (offsets != null) commit(offsets);
        if (isHeld) actor.serve(() -> !isHeld);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        tell("lost", partitions);
        if (isHeld) actor.serve(() -> !isHeld);
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        try {
            consumer.commitSync(offsets);
            actor.tellCommitted(offsets);
        } catch (RuntimeException failure) {
            // As listeners do: the partitions are gone all the same.
            actor.tellCommitFailed(failure);
        }
    }

    private void tell(String event, Collection<TopicPartition> partitions) {
        actor.output.event(event, "name", actor.name, "partitions", Call.names(partitions));
    }
}

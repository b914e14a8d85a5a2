package kafkatrial;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.SubscriptionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Timer;

/** The inside of a KafkaConsumer: of the classic protocol, or of KIP-848 with a network thread of its own. */
final class ConsumerInside {
    /** From 3.7 on the consumer has its work done by one of two; before, it is the classic one itself. */
    private final Object delegate;
    private final boolean hasNetworkThread;

    ConsumerInside(KafkaConsumer<?, ?> consumer) {
        delegate = Inside.has(consumer, "delegate") ? Inside.get(consumer, "delegate") : consumer;
        hasNetworkThread = Inside.has(delegate, "applicationEventHandler");
    }

    Metadata metadata() {
        return (Metadata) Inside.get(delegate, "metadata");
    }

    /** Gets whoever is in the client's select out of it, without the exception that wakeup() means for its user. */
    void wake() {
        if (hasNetworkThread) Inside.call(Inside.get(delegate, "applicationEventHandler"), "wakeupNetworkThread");
        else ((KafkaClient) Inside.get(delegate, "client", "client")).wakeup();
    }

    /** Sends and receives once, as the heartbeat thread does as well; a network thread does so by itself. */
    void exchange() {
        if (hasNetworkThread) wake();
        else Inside.call(Inside.get(delegate, "client"), "pollNoWakeup");
    }

    /** auto.commit.interval.ms is over, for this consumer and nothing else. */
    void endCommitInterval() {
        ((Timer) commitTimer()).reset(0);
        wake();
    }

    /** heartbeat.interval.ms is over, in KIP-848 the coordinator's: the client sends its next one. */
    void endHeartbeatInterval() {
        if (hasNetworkThread) {
            ((Timer) Inside.get(heartbeats(), "heartbeatTimer")).reset(0);
            wake();
        } else {
            ((Timer) Inside.get(delegate, "coordinator", "heartbeat", "heartbeatTimer")).reset(0);
        }
    }

    /** How a member of KIP-848 sees itself, whatever its application is doing. */
    Map<String, Object> membershipState() {
        Object membership = present(Inside.get(managers(), "consumerMembershipManager"));
        SubscriptionState subscriptions = (SubscriptionState) Inside.get(delegate, "subscriptions");
        return Call.object(
            "state", Inside.get(membership, "state").toString(),
            "heartbeatInFlight", Inside.get(heartbeats(), "requestInFlight"),
            "assignment", Call.names(subscriptions.assignedPartitions()),
            "positions", positions());
    }

    private Object heartbeats() {
        return Inside.get(present(Inside.get(managers(), "consumerHeartbeatRequestManager")), "heartbeatRequestState");
    }

    private Object managers() {
        return Inside.get(delegate, "applicationEventHandler", "networkThread", "requestManagers");
    }

    /** How many records one poll() returns at most, instead of max.poll.records; answers how many it was before. */
    int limitPolls(int records) {
        Object config = Inside.has(delegate, "fetcher")
            ? Inside.get(delegate, "fetcher", "fetchConfig")
            : Inside.get(delegate, "fetchCollector", "fetchConfig");
        int before = (int) Inside.get(config, "maxPollRecords");
        Inside.set(config, "maxPollRecords", records);
        return before;
    }

    /** Where the consumer goes on in what it has been assigned, as far as it knows: position() waits until it does. */
    Map<String, Object> positions() {
        SubscriptionState subscriptions = (SubscriptionState) Inside.get(delegate, "subscriptions");
        Map<String, Object> positions = new TreeMap<>();
        for (TopicPartition partition : subscriptions.assignedPartitions()) {
            SubscriptionState.FetchPosition position = subscriptions.position(partition);
            if (position != null) positions.put(partition.toString(), position.offset);
        }
        return positions;
    }

    private Object commitTimer() {
        if (!hasNetworkThread) return present(Inside.get(delegate, "coordinator", "nextAutoCommitTimer"));
        Object commits = present(Inside.get(managers(), "commitRequestManager"));
        return Inside.get(present(Inside.get(commits, "autoCommitState")), "timer");
    }

    private static Object present(Object value) {
        Object found = value instanceof Optional ? ((Optional<?>) value).orElse(null) : value;
        if (found == null) throw new HarnessFailure("this consumer has no such thing: " + value);
        return found;
    }
}

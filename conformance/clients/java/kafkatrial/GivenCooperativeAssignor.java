package kafkatrial;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The same for cooperative rebalances: what another member owns is given to nobody at first. Its owner revokes it and
 * joins again, and in that next assignment it is free.
 */
public final class GivenCooperativeAssignor extends GivenAssignor {
    @Override
    public String name() {
        return "given-cooperative";
    }

    /** Both, as Kafka's own cooperative assignor says: a member whose assignors have one in common goes by it. */
    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
    }

    @Override
    Set<TopicPartition> withheld(String member, GroupSubscription group) {
        Set<TopicPartition> withheld = new HashSet<>();
        group.groupSubscription().forEach((other, subscription) -> {
            if (!other.equals(member)) withheld.addAll(subscription.ownedPartitions());
        });
        return withheld;
    }
}

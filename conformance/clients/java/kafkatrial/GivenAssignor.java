package kafkatrial;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;

/**
 * Assigns what the harness says, by client id; a partition that is named for nobody is given to nobody. Every member
 * carries its client id in its subscription, and whichever leads the group knows the plan.
 */
public class GivenAssignor implements ConsumerPartitionAssignor, Configurable {
    private static volatile Map<String, List<TopicPartition>> plan = null;

    private String clientId = "";

    /** {@code {"c0": ["topic-0"], …}}, for the next assignment and those after it. */
    static void give(Map<?, ?> named) {
        Map<String, List<TopicPartition>> next = new HashMap<>();
        named.forEach((client, partitions) -> {
            List<TopicPartition> given = new ArrayList<>();
            for (String name : Call.strings(partitions)) given.add(Call.partition(name));
            next.put((String) client, given);
        });
        plan = next;
    }

    @Override
    public void configure(Map<String, ?> config) {
        clientId = String.valueOf(config.get("client.id"));
    }

    @Override
    public String name() {
        return "given";
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return StandardCharsets.UTF_8.encode(clientId);
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Map<String, List<TopicPartition>> current = plan;
        if (current == null) throw new HarnessFailure("the assignor has been given no plan");
        Map<String, Assignment> assignments = new HashMap<>();
        group.groupSubscription().forEach((member, subscription) -> {
            String client = StandardCharsets.UTF_8.decode(subscription.userData().duplicate()).toString();
            List<TopicPartition> given = new ArrayList<>(current.getOrDefault(client, List.of()));
            given.removeAll(withheld(member, group));
            assignments.put(member, new Assignment(given));
        });
        return new GroupAssignment(assignments);
    }

    /** What a member does not get yet, whatever the plan says. */
    Set<TopicPartition> withheld(String member, GroupSubscription group) {
        return new HashSet<>();
    }
}

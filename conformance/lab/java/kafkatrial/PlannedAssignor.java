package kafkatrial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor;
import org.apache.kafka.coordinator.group.api.assignor.GroupAssignment;
import org.apache.kafka.coordinator.group.api.assignor.GroupSpec;
import org.apache.kafka.coordinator.group.api.assignor.MemberAssignment;
import org.apache.kafka.coordinator.group.api.assignor.SubscribedTopicDescriber;

/**
 * An assignor of the group coordinator (KIP-848) that does as a file says, which is read for each assignment: lines of
 * member id, topic id and partition. It lies beside the folder of the node's logs. What it does not name is nobody's.
 */
public class PlannedAssignor implements ConsumerGroupPartitionAssignor, Configurable {
    private Path file = null;

    @Override
    public void configure(Map<String, ?> config) {
        file = Path.of(String.valueOf(config.get("log.dirs"))).resolveSibling("assignments");
    }

    @Override
    public String name() {
        return "planned";
    }

    @Override
    public GroupAssignment assign(GroupSpec group, SubscribedTopicDescriber topics) {
        Map<String, Map<Uuid, Set<Integer>>> plan = new HashMap<>();
        for (String member : group.memberIds()) plan.put(member, new HashMap<>());
        for (String line : lines()) {
            String[] words = line.split(" ");
            Map<Uuid, Set<Integer>> partitions = plan.get(words[0]);
            if (partitions == null) continue;
            partitions.computeIfAbsent(Uuid.fromString(words[1]), topic -> new HashSet<>()).add(Integer.parseInt(words[2]));
        }
        Map<String, MemberAssignment> members = new HashMap<>();
        plan.forEach((member, partitions) -> members.put(member, () -> partitions));
        return new GroupAssignment(members);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

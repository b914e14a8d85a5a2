package kafkatrial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One line of the harness: {@code {"id": 1, "op": "producer.send", …}}, and the forms that arguments and answers have. */
final class Call {
    final long id;
    final String op;
    private final Map<?, ?> arguments;

    Call(String line) {
        arguments = (Map<?, ?>) Json.read(line);
        id = number("id");
        op = string("op");
    }

    boolean has(String name) {
        return arguments.get(name) != null;
    }

    String string(String name) {
        return (String) arguments.get(name);
    }

    /** A number that has to be there. */
    long number(String name) {
        if (!has(name)) throw new HarnessFailure(op + " needs " + name);
        return ((Number) arguments.get(name)).longValue();
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(arguments.get(name));
    }

    Map<?, ?> map(String name) {
        return has(name) ? (Map<?, ?>) arguments.get(name) : Map.of();
    }

    List<String> strings(String name) {
        return strings(arguments.get(name));
    }

    static List<String> strings(Object list) {
        List<String> strings = new ArrayList<>();
        for (Object element : (List<?>) list) strings.add((String) element);
        return strings;
    }

    TopicPartition partition() {
        return new TopicPartition(string("topic"), (int) number("partition"));
    }

    List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String name : strings("partitions")) partitions.add(partition(name));
        return partitions;
    }

    /** Offsets by partition: {@code {"topic-0": 3}}. */
    Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
        map("offsets").forEach((name, offset) ->
            offsets.put(partition((String) name), new OffsetAndMetadata(((Number) offset).longValue())));
        return offsets;
    }

    /** {@code topic-0}. */
    static TopicPartition partition(String name) {
        int dash = name.lastIndexOf('-');
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    /** The names of partitions, in order. */
    static List<String> names(Iterable<TopicPartition> partitions) {
        List<String> names = new ArrayList<>();
        for (TopicPartition partition : partitions) names.add(partition.toString());
        names.sort(null);
        return names;
    }

    static Map<String, Object> offsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<String, Object> named = new TreeMap<>();
        offsets.forEach((partition, offset) -> named.put(partition.toString(), offset == null ? null : offset.offset()));
        return named;
    }

    /** An object of the answer: names and values in turn. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return object;
    }
}

import { as, type Spellings, words } from './spelling.ts';

const assignors = (value: unknown): unknown =>
  /cooperative/i.test(String(value)) ? 'cooperative' : /assignor/i.test(String(value)) ? 'eager' : value;

/** The names of the two libraries for Python that keep to Kafka's own, with underscores. */
export const PYTHON_SPELLINGS: Spellings = {
  producer: {
    retries: as('retries', words({ inf: 2_147_483_647, "float('inf')": 2_147_483_647 })),
  },
  consumer: { partition_assignment_strategy: as('partition.assignment.strategy', assignors) },
  byRule: (key) => key.replaceAll('_', '.'),
  inert: [],
  says: {
    'enable.idempotence=true (with acks=all)': "enable_idempotence=True (with acks='all')",
    'max.in.flight.requests.per.connection=1': 'max_in_flight_requests_per_connection=1',
    'partition.assignment.strategy': 'partition_assignment_strategy',
    'enable.auto.commit=false': 'enable_auto_commit=False',
    'auto.offset.reset=earliest': "auto_offset_reset='earliest'",
    'isolation.level=read_committed': "isolation_level='read_committed'",
    'acks=all': "acks='all'",
    'transactional.id': 'transactional_id',
  },
};

/**
 * Everything that can happen, as plain data. Brokers, partitions, producers and groups are numbered from 0; members
 * through all groups. Input partitions come first, then the output partitions of a transform. Where a coordinator acts on a
 * transaction (`transaction.*`, `group.apply-offsets`, `marker.delayed`), `producer` is the number of a transactional id
 * (`transactionalIdOf`): the process's own, where each process has one for good.
 */
export type Action = BrokerAction | ProducerAction | TransactionAction | GroupAction | ConsumerAction | FaultAction;

export type BrokerAction =
  /** The process starts again on the log that it has and registers with the controller. */
  | { readonly type: 'broker.restart'; readonly broker: number }
  /** The broker applies the controller's newest metadata: becomes leader or follower. */
  | { readonly type: 'broker.update-metadata'; readonly broker: number }
  /** A follower fetches once from the leader that it knows: truncates or appends. */
  | { readonly type: 'replica.fetch'; readonly partition: number; readonly broker: number }
  /** replica.lag.time.max.ms passes: the leader asks for an ISR without the follower. */
  | { readonly type: 'replica.lag'; readonly partition: number; readonly broker: number }
  /** The controller decides on the AlterPartition request of a leader. */
  | { readonly type: 'controller.alter-partition'; readonly partition: number; readonly broker: number }
  /** The controller misses a broker's heartbeats: takes it out of the ISRs and elects new leaders. */
  | { readonly type: 'controller.fence-broker'; readonly broker: number }
  /** unclean.leader.election.enable: nobody eligible is alive, so somebody alive leads. */
  | { readonly type: 'controller.elect-unclean'; readonly partition: number }
  /** Heartbeats of a live broker that was fenced arrive again. */
  | { readonly type: 'controller.unfence-broker'; readonly broker: number }
  /** A broker in controlled shutdown may stop, and does: everybody knows the new leaders, its log is flushed. */
  | { readonly type: 'shutdown.complete'; readonly broker: number }
  /** The next produce request on a connection reaches the broker. */
  | { readonly type: 'broker.produce'; readonly producer: number; readonly broker: number }
  /** A coordinator loads what a failure has left of its log: how many of the writes that may not have been flushed. */
  | { readonly type: 'coordinator.load'; readonly coordinator: Coordinator; readonly keeps: number }
  /** Of two requests that are on their way over connections of their own the later one gets ahead. */
  | { readonly type: 'network.overtake'; readonly producer: number; readonly broker: number }
  /** A request that outlived its connection, or a commit that nobody waits for, arrives. */
  | { readonly type: 'network.arrive'; readonly index: number }
  /** An OffsetCommit that outlived its connection arrives. */
  | { readonly type: 'network.arrive-commit'; readonly member: number; readonly index: number }
  /** request.timeout.ms passes for a produce request that waits for followers: REQUEST_TIMED_OUT. */
  | { readonly type: 'broker.time-out'; readonly producer: number; readonly broker: number };

/** Whose log it is: `__consumer_offsets` or `__transaction_state`. */
export type Coordinator = 'group' | 'transaction';

export type ProducerAction =
  /** The application hands over its next record, and it is sent. */
  | { readonly type: 'producer.send'; readonly producer: number; readonly broker: number }
  /** The oldest batch that waits for another try is sent again. */
  | { readonly type: 'producer.retry'; readonly producer: number; readonly broker: number }
  /** The oldest response on a connection is read. */
  | { readonly type: 'producer.receive'; readonly producer: number; readonly broker: number }
  /** delivery.timeout.ms passes for the oldest batch that waits for another try. */
  | { readonly type: 'producer.give-up'; readonly producer: number }
  /** delivery.timeout.ms passes for the oldest batch of a partition, which is on its way once more, or whose client is stalled. */
  | { readonly type: 'producer.expire'; readonly producer: number; readonly partition: number }
  /** Metadata without the partition: the client drops it, and its sequence numbers with it. */
  | { readonly type: 'producer.forget-partition'; readonly producer: number; readonly partition: number }
  /** A producer process of its own starts again. */
  | { readonly type: 'producer.restart'; readonly producer: number }
  /** initTransactions(): fences older incarnations, ends what they left open. */
  | { readonly type: 'producer.initialise'; readonly producer: number }
  /** commitTransaction() or abortTransaction(): EndTxn reaches the coordinator and is answered. */
  | { readonly type: 'producer.end-transaction'; readonly producer: number; readonly commit: boolean }
  /** A stalled producer process goes on. */
  | { readonly type: 'producer.resume'; readonly producer: number };

export type TransactionAction =
  /** transaction.timeout.ms passes at the coordinator. */
  | { readonly type: 'transaction.time-out'; readonly producer: number }
  /** The coordinator writes the marker to one partition. */
  | { readonly type: 'transaction.write-marker'; readonly producer: number; readonly partition: number }
  /** The coordinator writes the marker to `__consumer_offsets`. */
  | { readonly type: 'transaction.write-offsets-marker'; readonly producer: number }
  /** All markers are replicated: the transaction is over. */
  | { readonly type: 'transaction.complete'; readonly producer: number };

export type GroupAction =
  /** The coordinator applies the offsets of a transaction, whose marker it has answered for (KAFKA-17507). */
  | { readonly type: 'group.apply-offsets'; readonly producer: number }
  /** session.timeout.ms or max.poll.interval.ms passes: the coordinator evicts a member. */
  | { readonly type: 'group.evict'; readonly member: number }
  /** Everybody has joined: a new generation, in which member `shift` of those that joined gets partition 0. */
  | { readonly type: 'group.complete'; readonly group: number; readonly shift: number };

export type ConsumerAction =
  /** A member (re)joins its group; what it owned is revoked first. */
  | { readonly type: 'consumer.join'; readonly member: number }
  /** A member learns its assignment and where to start. */
  | { readonly type: 'consumer.sync'; readonly member: number }
  /** poll() returns records; with auto-commit the positions of the previous poll are committed first. */
  | { readonly type: 'consumer.poll'; readonly member: number }
  /** poll() returns the first `records` of what there is, and leaves the rest to the next poll. */
  | { readonly type: 'consumer.poll-prefix'; readonly member: number; readonly records: number }
  /** poll() whose fetch with read_committed the broker began before the high watermark rose, and ends after (KAFKA-9807). */
  | { readonly type: 'consumer.poll-across-high-watermark'; readonly member: number }
  /** The user's loop processes the next record. */
  | { readonly type: 'consumer.process'; readonly member: number }
  /** commitSync(). */
  | { readonly type: 'consumer.commit'; readonly member: number }
  /** commitSync() of a member whose epoch was raised meanwhile: STALE_MEMBER_EPOCH (KIP-848, before KIP-1251). */
  | { readonly type: 'consumer.commit-stale'; readonly member: number }
  /** An automatic commit that runs beside the loop covers the records in its hands. */
  | { readonly type: 'consumer.auto-commit'; readonly member: number }
  /** The client's cache of fetched records expires while the loop works on the first of them. */
  | { readonly type: 'consumer.expire-cache'; readonly member: number }
  /** sendOffsetsToTransaction(). */
  | { readonly type: 'consumer.send-offsets'; readonly member: number }
  /** The oldest record that was handed to the workers is processed. */
  | { readonly type: 'worker.process'; readonly member: number }
  /** Of several workers one is done with its record before the oldest is processed; `worker` counts from that on. */
  | { readonly type: 'worker.overtake'; readonly member: number; readonly worker: number }
  /** The dead-letter topic has a record that the handler failed on, and answers. */
  | { readonly type: 'consumer.dead-letter'; readonly member: number }
  /** A checkpoint is complete: where the loop has come to, and the transaction that is to be committed. */
  | { readonly type: 'consumer.checkpoint'; readonly member: number }
  /** A crashed process starts again as a new member. */
  | { readonly type: 'consumer.restart'; readonly member: number }
  /**
   * Partitions are taken from a member, or its loop has ended, while its client compares positions with a new leader's log: the
   * automatic commit names none of those.
   */
  | { readonly type: 'consumer.revoke-unvalidated'; readonly member: number }
  /** A loop has ended: close() commits what it has to and leaves the group, and the process ends. */
  | { readonly type: 'consumer.leave'; readonly member: number }
  /** A loop has ended, and its last commit crosses the answer that raises its member's epoch: STALE_MEMBER_EPOCH (KIP-848, before KIP-1251). */
  | { readonly type: 'consumer.leave-stale'; readonly member: number }
  /** A stalled process goes on. */
  | { readonly type: 'consumer.resume'; readonly member: number }
  /** The reader behind a transform reads on. */
  | { readonly type: 'downstream.poll'; readonly partition: number };

export type FaultAction =
  /** The process dies; the log survives. */
  | { readonly type: 'broker.crash'; readonly broker: number }
  /** Power fails: of one partition's log `keeps` records had been flushed; partition -1 means that no log had any. */
  | { readonly type: 'broker.power-loss'; readonly broker: number; readonly partition: number; readonly keeps: number }
  /** The broker dies and comes back with empty disks. */
  | { readonly type: 'broker.disk-loss'; readonly broker: number }
  /** The process dies; `late`: what it had on the wire still arrives some time. */
  | { readonly type: 'producer.crash'; readonly producer: number; readonly late: boolean }
  | { readonly type: 'consumer.crash'; readonly member: number; readonly late: boolean }
  /** A pause (garbage collection, slow processing) long enough to be evicted. */
  | { readonly type: 'consumer.stall'; readonly member: number }
  /** Something outside makes the group rebalance: a member added or removed, a topic changed. */
  | { readonly type: 'rebalance'; readonly group: number }
  /** A rebalance raises the epoch of a member that commits automatically before it takes partitions: the commit is refused, and made again (KIP-848). */
  | { readonly type: 'auto-commit.refused'; readonly member: number }
  /** A connection breaks before the broker got the oldest request. */
  | { readonly type: 'request.lost'; readonly producer: number; readonly broker: number }
  /** A connection breaks after the broker got the oldest request and before the client got its response. */
  | { readonly type: 'response.lost'; readonly producer: number; readonly broker: number }
  /** commitSync() takes effect, and its response is lost. */
  | { readonly type: 'offset-commit-response.lost'; readonly member: number }
  /** EndTxn takes effect, and its response is lost. */
  | { readonly type: 'end-transaction-response.lost'; readonly producer: number; readonly commit: boolean }
  /** A connection breaks; with `late`, requests that the broker had not read arrive some time all the same. */
  | { readonly type: 'connection.lost'; readonly producer: number; readonly broker: number; readonly late: boolean }
  /** The connection to the coordinator breaks under EndTxn, which arrives late. */
  | { readonly type: 'end-transaction.delayed'; readonly producer: number; readonly commit: boolean }
  /** The connection of the transaction coordinator breaks under a marker, which arrives late; partition -1: `__consumer_offsets`. */
  | { readonly type: 'marker.delayed'; readonly producer: number; readonly partition: number }
  /** The connection of a member breaks under TxnOffsetCommit, which arrives late. */
  | { readonly type: 'transaction-offsets.delayed'; readonly member: number }
  /** The connection of a member breaks under OffsetCommit, which arrives late. */
  | { readonly type: 'offset-commit.delayed'; readonly member: number }
  /** A JoinGroup (KIP-848: a first heartbeat) whose connection broke as its member joined arrives, behind the one sent in its place. */
  | { readonly type: 'join-group.delayed'; readonly member: number }
  /** The application aborts its transaction while batches are on the wire; they expire there, and arrive late. */
  | { readonly type: 'batches.expired'; readonly producer: number }
  /** The application commits its transaction while batches are on the wire; they expire there, and arrive late. */
  | { readonly type: 'flush.expired'; readonly producer: number }
  /** A preferred leader election or a reassignment: another member of the ISR leads, and the old leader lives on. */
  | { readonly type: 'leader.moved'; readonly partition: number; readonly broker: number }
  /** The group coordinator moves while a commit waits for replication, and the old one answers (KAFKA-20634). */
  | { readonly type: 'coordinator.moved'; readonly member: number }
  /** The broker refuses the oldest request on a connection with an error that no retry mends (INVALID_RECORD). */
  | { readonly type: 'request.refused'; readonly producer: number; readonly broker: number }
  /** The dead-letter topic refuses a record that the handler failed on. */
  | { readonly type: 'dead-letter.refused'; readonly member: number }
  /** retention.ms or DeleteRecords: what is below the high watermark is gone from every replica. */
  | { readonly type: 'records.deleted'; readonly partition: number }
  /** offsets.retention.minutes passes: the group has no committed offset for the partition any more. */
  | { readonly type: 'offsets.expired'; readonly group: number; readonly partition: number }
  /** A producer process pauses (garbage collection, a frozen container) for longer than its time-outs. */
  | { readonly type: 'producer.stall'; readonly producer: number }
  /** The process is asked to stop (SIGTERM): its loop ends instead of the next poll(). */
  | { readonly type: 'consumer.close'; readonly member: number }
  /** The handler throws for the next record, before it has had any effect. */
  | { readonly type: 'processing.failed'; readonly member: number }
  /** Controlled shutdown begins: the controller moves the broker's leaderships away and takes it out of the ISRs. */
  | { readonly type: 'broker.shutdown'; readonly broker: number }
  /** The heartbeats of a live broker do not arrive in time: it is fenced, and does not know. */
  | { readonly type: 'broker.stall'; readonly broker: number }
  /** As much time goes by as auto.offset.reset=by_duration names: what the partition has is older than that. */
  | { readonly type: 'records.aged'; readonly partition: number }
  /** The topic has just been created: no broker has heard of it. */
  | { readonly type: 'topic.created' }
  /** Power fails, and of an internal topic on the broker some of what was not flushed is gone. */
  | { readonly type: 'coordinator-log.lost'; readonly broker: number; readonly coordinator: Coordinator };

export type ActionType = Action['type'];
export type ActionOf<Type extends ActionType> = Extract<Action, { readonly type: Type }>;

/**
 * A message as Apache Kafka describes it to its own generator of code: `messages/*.json` beside this file.
 *
 * @see https://github.com/apache/kafka/blob/trunk/clients/src/main/resources/common/message/README.md
 */
export interface MessageSchema {
  readonly apiKey?: number;
  readonly type: 'request' | 'response' | 'header' | 'data';
  /** `FetchRequest`. */
  readonly name: string;
  /** Versions that are spoken: `4-18`. */
  readonly validVersions: string;
  /** Versions with compact lengths and tagged fields: `12+`, `none`. */
  readonly flexibleVersions: string;
  readonly fields: readonly FieldSchema[];
  /** Structs that several fields have. */
  readonly commonStructs?: readonly StructSchema[];
}

export interface StructSchema {
  readonly name: string;
  readonly fields: readonly FieldSchema[];
}

export interface FieldSchema {
  readonly name: string;
  /** `int32`, `string`, a struct's name, or `[]` and one of these. */
  readonly type: string;
  readonly versions: string;
  readonly nullableVersions?: string;
  readonly taggedVersions?: string;
  readonly tag?: number;
  readonly default?: string | number | boolean;
  /** Where a field has lengths of its own: the client id in the header of a request is never compact. */
  readonly flexibleVersions?: string;
  /** Of a struct that is described in place. */
  readonly fields?: readonly FieldSchema[];
}

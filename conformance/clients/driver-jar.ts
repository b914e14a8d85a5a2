import { compiledJar } from '../lab/jars/compiled-jar.ts';
import { javaSources } from '../lab/jars/java-sources.ts';

/**
 * The jar of the Java driver, compiled for a version of Kafka and kept: the clock has to stand in the classpath in place of
 * a class of Kafka's, which a program that is launched from its source cannot do.
 *
 * @param folder where it is kept.
 * @throws {InputError} when this Java has no compiler.
 */
export const driverJar = (
  java: string,
  version: string,
  classpath: readonly string[],
  folder: string,
): Promise<string> =>
  compiledJar({
    what: 'the Java client',
    name: 'driver',
    sources: javaSources('conformance/clients/java'),
    java,
    version,
    classpath,
    folder,
  });

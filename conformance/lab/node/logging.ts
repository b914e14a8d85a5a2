import type { Jars } from '../jars/jars.ts';

/** The text of the file that has Kafka log to its standard output, by what it logs with. */
export const loggingText = (logging: Jars['logging']): string => (logging === 'log4j2' ? LOG4J2 : RELOAD4J);

const LOG4J2 = `<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="OFF">
  <Appenders>
    <Console name="out"><PatternLayout pattern="[%d] %p %m (%c)%n"/></Console>
  </Appenders>
  <Loggers><Root level="INFO"><AppenderRef ref="out"/></Root></Loggers>
</Configuration>
`;

const RELOAD4J = `log4j.rootLogger=INFO, out
log4j.appender.out=org.apache.log4j.ConsoleAppender
log4j.appender.out.layout=org.apache.log4j.PatternLayout
log4j.appender.out.layout.ConversionPattern=[%d] %p %m (%c)%n
`;

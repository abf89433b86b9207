#!/bin/sh
# Builds the benchmarks and runs one, or all of docs/performance.md: run.sh all; see README.md
set -e
cd "$(dirname "$0")"
mvn -q -B -ntp -f ../pom.xml -pl benchmarks -am package -DskipTests
java=java
[ -n "$JAVA_HOME" ] && java="$JAVA_HOME/bin/java"
native=--enable-native-access=ALL-UNNAMED
"$java" $native -version > /dev/null 2>&1 || native=
exec "$java" $native -cp "target/classes:$(cat target/classpath.txt)" io.github.zmqsecure.benchmarks.Benchmarks "$@"

// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.connection;

import java.lang.management.ManagementFactory;
import java.util.Collection;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.jeromq.MessageLimits;
import io.github.zmqsecure.memory.MemoryLimits;
import io.github.zmqsecure.socket.SocketOption;
import io.github.zmqsecure.socket.SocketSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.unit.DataSize;

/**
 * What peers can occupy: of each bound socket as many connections as it may have, times
 * what one of them holds before it is authenticated, and the messages of those that are.
 * An estimate, made at start-up.
 *
 * @param connections bytes of heap for connections
 * @param messages bytes of heap for messages
 * @param direct bytes outside of the heap
 * @param files open files, of which each connection is one
 * @since 0.1.0
 */
public record UnauthenticatedMemoryEstimate(long connections, long messages, long direct, long files) {

	private static final Log logger = LogFactory.getLog(UnauthenticatedMemoryEstimate.class);

	/** JeroMQ's decoder and encoder have a buffer of this size each. */
	private static final long BUFFER = 8192;

	/** Engine, session, both pipes and what is noted of a connection, rounded up. */
	private static final long CONNECTION = 24 * 1024;

	private static final long MEGABYTE = 1024 * 1024;

	/**
	 * Return the bound for some sockets.
	 * @param sockets the sockets, of which only those count that are bound
	 * @param limits what others may take of each
	 * @param memory what messages may occupy
	 * @return the bound
	 */
	public static UnauthenticatedMemoryEstimate of(Collection<SocketSettings> sockets, ConnectionLimits limits,
			MemoryLimits memory) {
		long connections = 0;
		long direct = 0;
		long files = 0;
		for (SocketSettings socket : sockets) {
			if (socket.bind().stream().anyMatch((endpoint) -> !Endpoint.isInproc(endpoint))) {
				DataSize rcvBuf = socket.options().get(SocketOption.RCV_BUF, DataSize.class);
				long inBuffer = Math.max(BUFFER, (rcvBuf != null) ? rcvBuf.toBytes() : 0);
				connections += limits.maxConnections() * (CONNECTION + MessageLimits.HANDSHAKE_FRAME);
				direct += limits.maxConnections() * (inBuffer + BUFFER);
				files += limits.maxConnections();
			}
		}
		return new UnauthenticatedMemoryEstimate(connections, (connections > 0) ? memory.total() : 0, direct, files);
	}

	/**
	 * Warn if that is more than three quarters of the heap, or more than all of the
	 * direct memory that this JVM may use, or than all of the files that it may still
	 * open.
	 */
	public void warnUnlessItFits() {
		warnUnlessItFits(Runtime.getRuntime().maxMemory(), maxDirectMemory(), maxFiles());
	}

	void warnUnlessItFits(long maxHeap, long maxDirect, long maxFiles) {
		long heap = this.connections + this.messages;
		if (heap > maxHeap - maxHeap / 4) {
			warn(heap, "heap, " + this.messages / MEGABYTE + " MB of them for messages,", maxHeap,
					"'zmq.secure.limits.max-connections' or 'max-total-bytes'", "-Xmx");
		}
		if (this.direct > maxDirect) {
			warn(this.direct, "direct memory", maxDirect, "'zmq.secure.limits.max-connections' or 'rcv-buf'",
					"-XX:MaxDirectMemorySize");
		}
		if (this.files > maxFiles) {
			logger.warn("Peers can make the bound sockets hold up to " + this.files + " open files of the " + maxFiles
					+ " that this process may still open. Lower 'zmq.secure.limits.max-connections', or raise the "
					+ "limit of the process (ulimit -n).");
		}
	}

	private static void warn(long bound, String kind, long maximum, String properties, String flag) {
		logger.warn("Peers can make the bound sockets hold up to " + bound / MEGABYTE + " MB of " + kind + " of the "
				+ maximum / MEGABYTE + " MB that this JVM has. Lower " + properties + ", or raise " + flag + ".");
	}

	private static long maxFiles() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
				? system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() : Long.MAX_VALUE;
	}

	/**
	 * HotSpot takes the size of the heap where nothing is said.
	 */
	private static long maxDirectMemory() {
		long heap = Runtime.getRuntime().maxMemory();
		try {
			HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
			long maximum = (vm != null) ? Long.parseLong(vm.getVMOption("MaxDirectMemorySize").getValue()) : 0;
			return (maximum > 0) ? maximum : heap;
		}
		catch (RuntimeException | LinkageError ex) {
			// Another JVM, which has no such option.
			return heap;
		}
	}

}

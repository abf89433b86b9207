// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.zmqsecure.support.Prerequisite;
import io.github.zmqsecure.support.PythonProcess;

/**
 * A network of this machine's own: a network namespace for each host, a switch between
 * them that loses and delays what it is told to, and a name server.
 */
final class TestNetwork implements AutoCloseable {

	private static final String PYTHON = "/usr/bin/python3";

	private static final String NAME_SERVER = "names";

	private static final Path CONFIGURATIONS = Path.of("/etc/netns");

	private final Map<String, String> addresses = new TreeMap<>();

	private final Talk wires;

	private final Talk names;

	/**
	 * Create a network.
	 * @param hosts the names of its hosts
	 */
	TestNetwork(String... hosts) {
		List<String> all = new ArrayList<>(List.of(NAME_SERVER));
		all.addAll(Arrays.asList(hosts));
		List<String> wires = new ArrayList<>(List.of(PYTHON, PythonProcess.copyOf("network/switch.py").toString()));
		for (String host : all) {
			this.addresses.put(host, "10.77.0." + (10 + this.addresses.size()));
			run("ip", "netns", "add", namespace(host));
			wires.add(namespace(host) + "=" + address(host));
		}
		waitForNames(1);
		this.wires = new Talk("", wires);
		this.names = new Talk("",
				in(NAME_SERVER, PYTHON, PythonProcess.copyOf("network/names.py").toString(), address(NAME_SERVER)));
	}

	/**
	 * Skip the test where no network can be made, except on a build server, where it
	 * fails.
	 */
	static void assumeAvailable() {
		String problem = problem();
		Prerequisite.assume(problem == null, String.valueOf(problem));
	}

	private static String problem() {
		if (!Files.isWritable(Path.of("/dev/net/tun")) || !Files.isExecutable(Path.of(PYTHON))) {
			return "Networks are not tested: it takes Linux, /dev/net/tun and " + PYTHON;
		}
		try {
			String probe = namespace("probe");
			run("ip", "netns", "add", probe);
			run("ip", "netns", "delete", probe);
			return null;
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			return "Networks are not tested, since no network namespace can be made (as root, with Debian's iproute2): "
					+ ex.getMessage();
		}
	}

	String address(String host) {
		return this.addresses.get(host);
	}

	/**
	 * Return the command that runs another one on a host.
	 */
	List<String> in(String host, String... command) {
		List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace(host)));
		all.addAll(Arrays.asList(command));
		return all;
	}

	/** Lose all that comes from or goes to a host, without a word. */
	void part(String host) {
		this.wires.ask("part " + namespace(host));
	}

	/** Lose some of what comes from or goes to a host. */
	void lose(String host, int percent) {
		this.wires.ask("loss " + namespace(host) + " " + percent);
	}

	/** Delay what goes to a host and comes back. */
	void delay(String host, int millis) {
		this.wires.ask("delay " + namespace(host) + " " + millis);
	}

	void plug(String host, boolean up) {
		run("ip", "-n", namespace(host), "link", "set", "net0", (up) ? "up" : "down");
	}

	/** Have a name stand for hosts. */
	void name(String name, String... hosts) {
		this.names.ask("name " + name + " " + String.join(",", Arrays.stream(hosts).map(this::address).toList()));
	}

	/**
	 * Have the resolvers of applications that start from now on wait so long for an
	 * answer.
	 */
	void waitForNames(int seconds) {
		this.addresses.keySet()
			.forEach((host) -> write(CONFIGURATIONS.resolve(namespace(host)).resolve("resolv.conf"),
					"nameserver " + address(NAME_SERVER) + "\noptions attempts:1 timeout:" + seconds + "\n"));
	}

	void delayNames(int seconds) {
		this.names.ask("delay " + seconds);
	}

	void stopNames() {
		this.names.ask("die");
	}

	/** Be a good network again. */
	void mend() {
		this.wires.ask("join");
		this.names.ask("live");
	}

	@Override
	public void close() {
		this.names.close();
		this.wires.close();
		for (String host : this.addresses.keySet()) {
			run("ip", "netns", "delete", namespace(host));
			run("rm", "-r", CONFIGURATIONS.resolve(namespace(host)).toString());
		}
	}

	private static String namespace(String host) {
		return "zmq-" + ProcessHandle.current().pid() + "-" + host;
	}

	static void run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.onExit().join().exitValue() != 0) {
				throw new IllegalStateException(String.join(" ", command) + ": " + output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void write(Path file, String content) {
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

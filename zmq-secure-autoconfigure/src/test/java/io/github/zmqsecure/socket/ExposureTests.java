// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.List;

import io.github.zmqsecure.ZmqSecureException;
import io.github.zmqsecure.endpoint.AddressRange;
import io.github.zmqsecure.endpoint.Ipv6;
import io.github.zmqsecure.support.Ports;
import io.github.zmqsecure.support.TestSockets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zeromq.ZMQ;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for where a bound socket can really be reached.
 */
class ExposureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			tcp://0.0.0.0     | tcp://0.0.0.0:*                 | tcp://0.0.0.0            | true | false
			tcp://0.0.0.0     | tcp://*:*                       | tcp://0.0.0.0            | true | false
			tcp://0           | tcp://0.0.0.0:*                 | tcp://0.0.0.0            | true | false
			tcp://[::ffff:0:0]| tcp://0.0.0.0:*                 | tcp://0.0.0.0            | true | false
			tcp://*           | tcp://0.0.0.0:*                 | tcp://0.0.0.0            | true | false
			tcp://*           | tcp://*:*                       | tcp://[0:0:0:0:0:0:0:0]  | true | true
			tcp://*           | tcp://0.0.0.0:*,tcp://[::]:*    | tcp://[0:0:0:0:0:0:0:0]  | true | true
			tcp://[::]        | tcp://[::]:*                    | tcp://[0:0:0:0:0:0:0:0]  | true | true
			tcp://[::1]       | tcp://[::1]:*                   | tcp://[0:0:0:0:0:0:0:1]  | false| true
			tcp://127.0.0.1   | tcp://127.0.0.1:*               | tcp://127.0.0.1          | true | false
			""")
	void listensOnWhatWasWrittenAndSaysSo(String bind, String allowList, String bound, boolean ipv4, boolean ipv6) {
		assumeThat(Ipv6.isAvailable()).isTrue();
		int port = Ports.free();
		application(bind + ":" + port, allowList).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(TestSockets.socket(context, "orders").getEndpoints().getBound())
				.containsExactly(bound + ":" + port);
			assertThat(isOpen(AddressRange.parseAddress("127.0.0.1"), port)).isEqualTo(ipv4);
			assertThat(isOpen(AddressRange.parseAddress("::1"), port)).isEqualTo(ipv6);
			if (!ipv6) {
				for (InetAddress address : ipv6Addresses()) {
					assertThat(isOpen(address, port)).as(address.toString()).isFalse();
				}
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "tcp://[::], tcp://0.0.0.0:*", "tcp://[::], tcp://[::1]:*", "tcp://*, tcp://127.0.0.1:*" })
	void refusesTheAddressesOfBothFamiliesUnlessTheyAreAllowed(String bind, String allowList) {
		application(bind + ":" + Ports.free(), allowList).run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.hasMessageContaining("may not be bound"));
	}

	@Test
	void bindsARawSocketToTheFamilyOfItsAddressToo() {
		int port = Ports.free();
		application("tcp://127.0.0.1:*", "tcp://127.0.0.1:*").run((context) -> {
			try (ZMQ.Socket socket = context.getBean(SecureSocketFactory.class).create("orders")) {
				socket.bind("tcp://0.0.0.0:" + port);
				assertThat(isOpen(AddressRange.parseAddress("127.0.0.1"), port)).isTrue();
				assertThat(isOpen(AddressRange.parseAddress("::1"), port)).isFalse();
			}
		});
	}

	@Test
	void refusesACustomizerThatOpensListenersOfItsOwn() {
		application("tcp://127.0.0.1:*", "tcp://127.0.0.1:*")
			.withBean(SocketCustomizer.class,
					() -> (settings, socket) -> socket
						.setSelectorChooser((address, options) -> SelectorProvider.provider()))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(ZmqSecureException.class)
				.hasMessageContaining("'orders'")
				.hasMessageContaining("setSelectorChooser"));
	}

	private static ApplicationContextRunner application(String bind, String allowList) {
		return TestSockets.runner()
			.withPropertyValues(TestSockets.SERVER)
			.withPropertyValues("zmq.secure.sockets.orders.bind=" + bind, "zmq.secure.bind-allowlist=" + allowList);
	}

	private static List<InetAddress> ipv6Addresses() throws SocketException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> address.getAddress().length == 16)
			.toList();
	}

	private static boolean isOpen(InetAddress address, int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), (int) Duration.ofSeconds(5).toMillis());
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}

// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.discovery;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.zmqsecure.KeyRedaction;
import io.github.zmqsecure.Printable;
import io.github.zmqsecure.RateLimitedLog;
import io.github.zmqsecure.endpoint.Endpoint;
import io.github.zmqsecure.endpoint.EndpointSource;
import org.apache.commons.logging.LogFactory;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * Asks Spring Cloud's {@link DiscoveryClient} which instances a service has. The port of
 * an instance is what its metadata {@value #PORT} says, since its own one is that of a
 * web server; an instance without is left out. Endpoints other than
 * {@code discovery://SERVICE}, and the names of hosts, are left to another source.
 * <p>
 * Each application prefers the instances in an order of its own, so that they spread.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class DiscoveryClientEndpointSource implements EndpointSource {

	/** The metadata of an instance that tells the port of its ZeroMQ socket. */
	public static final String PORT = "zmq-port";

	private static final int MOST_INSTANCES = 10_000;

	private static final RateLimitedLog log = new RateLimitedLog(LogFactory.getLog(DiscoveryClientEndpointSource.class),
			Duration.ofSeconds(10));

	private final long order = new Random().nextLong();

	private final DiscoveryClient client;

	private final EndpointSource names;

	/**
	 * Create a source.
	 * @param client knows services
	 * @param names knows the names of hosts
	 */
	public DiscoveryClientEndpointSource(DiscoveryClient client, EndpointSource names) {
		this.client = client;
		this.names = names;
	}

	@Override
	public List<String> resolve(String endpoint) throws IOException {
		if (!Endpoint.isDiscovery(endpoint)) {
			return this.names.resolve(endpoint);
		}
		String service = Endpoint.parse(endpoint).host();
		List<ServiceInstance> instances = this.client.getInstances(service);
		List<String> addresses = new ArrayList<>();
		String problem = null;
		Iterator<ServiceInstance> each = instances.iterator();
		for (int i = 0; i < MOST_INSTANCES && each.hasNext(); i++) {
			ServiceInstance instance = each.next();
			try {
				addresses.addAll(addresses(instance));
			}
			catch (OutOfMemoryError ex) {
				throw ex;
			}
			catch (Throwable ex) {
				problem = "an instance of " + service + " is left out: "
						+ KeyRedaction.redact(describe(Printable.readable(ex)));
				log.warn(problem);
			}
		}
		if (addresses.isEmpty() && problem != null) {
			throw new IOException("of " + instances.size() + " instances none can be used; " + problem);
		}
		Collections.shuffle(addresses, new Random(this.order));
		return addresses;
	}

	private List<String> addresses(ServiceInstance instance) throws IOException {
		Map<String, String> metadata = instance.getMetadata();
		String port = (metadata != null) ? metadata.get(PORT) : null;
		if (port == null) {
			throw new IOException("its metadata has no '" + PORT + "', the port of its ZeroMQ socket; "
					+ "have it registered with that, since its own port (" + instance.getPort()
					+ ") is that of a web server");
		}
		Endpoint endpoint = Endpoint.parse("tcp://" + bracketed(instance.getHost()) + ":" + port);
		if (endpoint.isWildcardHost() || endpoint.isEphemeralPort()) {
			throw new IOException("'" + endpoint + "' is no place to connect to");
		}
		return (endpoint.isLiteral()) ? List.of(endpoint.toString()) : this.names.resolve(endpoint.toString());
	}

	private static String bracketed(String host) {
		return (host.indexOf(':') >= 0 && !host.startsWith("[")) ? "[" + host + "]" : host;
	}

	private static String describe(Throwable ex) {
		return (ex instanceof UnknownHostException) ? "its host '" + ex.getMessage() + "' is not found"
				: String.valueOf(ex.getMessage());
	}

}

// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.zmqsecure.ZmqConfigurationException;
import io.github.zmqsecure.curve.KeyName;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Makes one name of those that Spring Boot takes for one: an environment variable has
 * neither dashes nor lower case, so {@code ZMQ_SECURE_SOCKETS_ORDERSCLIENT_CONNECT} would
 * otherwise make a second socket beside {@code orders-client}.
 */
final class UniformNames {

	static final String LIST_MEND = "Remove the dashes, and write the name of each entry, which is no number, a colon, "
			+ "and its properties indented below it.";

	private static final Pattern CANONICAL = Pattern.compile("[a-z0-9-]+");

	private final List<IterableConfigurationPropertySource> files = new ArrayList<>();

	UniformNames(Iterable<ConfigurationPropertySource> sources) {
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource file
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				this.files.add(file);
			}
		}
	}

	/**
	 * Unify the names of sockets, proxies, keys and peers. A name that only a variable
	 * has is spelled as sockets and proxies refer to it.
	 * @param properties the properties, whose maps are changed
	 * @throws ZmqConfigurationException if files spell one name in two ways
	 */
	void unify(ZmqSecureProperties properties) {
		Set<String> references = new LinkedHashSet<>();
		properties.getSockets().values().forEach((socket) -> {
			add(references, socket.getKey());
			add(references, socket.getServer());
			references.addAll(socket.getClients());
		});
		Set<String> sockets = new LinkedHashSet<>();
		properties.getProxies().values().forEach((proxy) -> {
			add(sockets, proxy.getFrontend());
			add(sockets, proxy.getBackend());
			add(sockets, proxy.getCapture());
		});
		addEmpty("keys", properties.getKeys(), ZmqSecureProperties.Key::new);
		addEmpty("peers", properties.getPeers(), ZmqSecureProperties.Peer::new);
		unify("sockets", properties.getSockets(), sockets);
		unify("proxies", properties.getProxies(), Set.of());
		unify("keys", properties.getKeys(), references);
		unify("peers", properties.getPeers(), references);
		removeTakenBack(properties);
	}

	/**
	 * A peer whose values are all empty, and that is an own key pair, was taken back, as
	 * where a test runs both ends in one application.
	 */
	private static void removeTakenBack(ZmqSecureProperties properties) {
		Set<String> own = properties.getKeys().keySet().stream().map(KeyName::uniform).collect(Collectors.toSet());
		properties.getPeers().entrySet().removeIf((peer) -> {
			ZmqSecureProperties.Peer value = peer.getValue();
			boolean empty = value.getPublicKey() == null && value.getPublicKeys().isEmpty()
					&& value.getLocation() == null;
			return empty && own.contains(KeyName.uniform(peer.getKey()));
		});
	}

	/**
	 * An entry that has nothing but empty values is one that lacks something, such as the
	 * secret that a variable should bring.
	 */
	private <T> void addEmpty(String group, Map<String, T> entries, Supplier<T> empty) {
		for (IterableConfigurationPropertySource file : this.files) {
			Set<String> known = entries.keySet().stream().map(KeyName::uniform).collect(Collectors.toSet());
			writtenIn(file, group).filter((name) -> !known.contains(KeyName.uniform(name)))
				.forEach((name) -> entries.putIfAbsent(name, empty.get()));
		}
	}

	private <T> void unify(String group, Map<String, T> entries, Collection<String> references) {
		checkNoList(group);
		Set<String> written = this.files.stream().flatMap((file) -> writtenIn(file, group)).collect(Collectors.toSet());
		Map<String, Set<String>> spellings = new LinkedHashMap<>();
		entries.keySet()
			.forEach((name) -> spellings.computeIfAbsent(KeyName.uniform(name), (key) -> new LinkedHashSet<>())
				.add(name));
		Map<String, T> unified = new LinkedHashMap<>();
		spellings.forEach((uniform, names) -> {
			String name = (names.size() > 1) ? chosen(group, names, written) : names.iterator().next();
			T entry = entries.get(name);
			unified.put((names.size() == 1) ? spelled(name, references, written) : name, entry);
		});
		entries.clear();
		entries.putAll(unified);
	}

	private static String chosen(String group, Set<String> names, Set<String> written) {
		List<String> found = names.stream().filter(written::contains).toList();
		if (found.size() > 1) {
			List<String> two = found.stream().sorted(Comparator.comparing((name) -> !isCanonical(name))).toList();
			throw new ZmqConfigurationException("zmq.secure." + group + "." + two.get(1), null,
					"It is the same name as '" + two.get(0)
							+ "': Spring Boot looks at neither dashes, underscores nor case.",
					"Write '" + two.get(0) + "' everywhere, or choose another name.");
		}
		return !found.isEmpty() ? found.get(0) : names.iterator().next();
	}

	private static boolean isCanonical(String name) {
		return CANONICAL.matcher(name).matches();
	}

	private static String spelled(String name, Collection<String> references, Set<String> written) {
		if (references.contains(name) || written.contains(name)) {
			return name;
		}
		return references.stream()
			.filter((reference) -> KeyName.uniform(reference).equals(KeyName.uniform(name)))
			.findFirst()
			.orElse(name);
	}

	/**
	 * The names of a group in the spelling of a source.
	 */
	private static Stream<String> writtenIn(IterableConfigurationPropertySource file, String group) {
		ConfigurationPropertyName parent = KnownProperties.PREFIX.append(group);
		int index = parent.getNumberOfElements();
		return file.stream()
			.filter((each) -> parent.isAncestorOf(each) && !each.isNumericIndex(index))
			.map((each) -> each.getElement(index, Form.ORIGINAL));
	}

	private void checkNoList(String group) {
		ConfigurationPropertyName parent = KnownProperties.PREFIX.append(group);
		int index = parent.getNumberOfElements();
		for (IterableConfigurationPropertySource file : this.files) {
			if (file.stream().anyMatch((each) -> parent.isAncestorOf(each) && each.isNumericIndex(index))) {
				throw new ZmqConfigurationException(parent.toString(), null,
						"It is a list, but its entries have names.", LIST_MEND);
			}
		}
	}

	private static void add(Set<String> references, @Nullable String reference) {
		if (reference != null) {
			references.add(reference);
		}
	}

}

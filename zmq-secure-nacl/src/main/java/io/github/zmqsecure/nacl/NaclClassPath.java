// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.nacl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Which implementation of jnacl's classes JeroMQ really uses. When the original is on the
 * class path as well, the order of the class path decides.
 *
 * @param replacement whether the replacement was loaded
 * @param location where the loaded classes lie, if that is known
 * @param others where more classes of the same names lie, which were not loaded
 * @since 0.1.0
 */
public record NaclClassPath(boolean replacement, @Nullable URL location, List<URL> others) {

	private static final List<String> CLASSES = List.of("com.neilalexander.jnacl.crypto.curve25519xsalsa20poly1305",
			"com.neilalexander.jnacl.crypto.xsalsa20poly1305");

	/**
	 * Look at what the class loader of this class sees.
	 * @return the finding
	 */
	public static NaclClassPath inspect() {
		return inspect(NaclClassPath.class.getClassLoader());
	}

	/**
	 * Look at what a class loader sees.
	 * @param loader the loader of JeroMQ's classes
	 * @return the finding
	 * @throws IllegalStateException if it does not see the classes at all
	 */
	public static NaclClassPath inspect(ClassLoader loader) {
		boolean ours = CLASSES.stream().map((name) -> load(loader, name)).allMatch(Replacement.class::isAssignableFrom);
		Class<?> main = load(loader, CLASSES.get(0));
		return new NaclClassPath(ours, location(main), others(loader, main));
	}

	/**
	 * Return whether the original jnacl is on the class path, loaded or not.
	 * @return whether it should be excluded
	 */
	public boolean isAmbiguous() {
		return !this.replacement || !this.others.isEmpty();
	}

	/**
	 * Return what to write in the build to get rid of the original.
	 * @return the exclusions for Maven and Gradle
	 */
	public static String exclusion() {
		return """
				Maven: <exclusion><groupId>eu.neilalexander</groupId><artifactId>jnacl</artifactId></exclusion> \
				at the dependency that brings it; \
				Gradle: configurations.all { exclude group: 'eu.neilalexander', module: 'jnacl' }""";
	}

	private static Class<?> load(ClassLoader loader, String name) {
		try {
			return Class.forName(name, false, loader);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException("The class " + name + ", which JeroMQ's CURVE needs, is missing."
					+ " Add zmq-secure-nacl to the class path.", ex);
		}
	}

	private static @Nullable URL location(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		return (source != null) ? source.getLocation() : null;
	}

	private static List<URL> others(ClassLoader loader, Class<?> loaded) {
		try {
			String resource = loaded.getName().replace('.', '/') + ".class";
			List<URL> found = new ArrayList<>(Collections.list(loader.getResources(resource)));
			URL own = loaded.getResource("/" + resource);
			found.removeIf((url) -> own != null && url.toString().equals(own.toString()));
			return found;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Marks the classes that take the place of jnacl's, so that they can be told from the
	 * original wherever they were loaded from.
	 */
	public interface Replacement {

	}

}

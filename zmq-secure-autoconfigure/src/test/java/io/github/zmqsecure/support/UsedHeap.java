// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.support;

import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The heap of this process.
 */
public final class UsedHeap {

	private UsedHeap() {
	}

	/**
	 * Collect garbage and return what is left.
	 * @return the number of bytes
	 */
	public static long afterCollection() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * Collect garbage and return how many objects of a class are left.
	 * @param type the class
	 * @return the number of objects
	 */
	public static long objectsOf(Class<?> type) {
		String histogram = histogram();
		Matcher line = Pattern
			.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type.getName()) + "(\\s|$)")
			.matcher(histogram);
		return line.find() ? Long.parseLong(line.group(1)) : 0;
	}

	private static String histogram() {
		try {
			return (String) ManagementFactory.getPlatformMBeanServer()
				.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
						new Object[] { new String[0] }, new String[] { String[].class.getName() });
		}
		catch (JMException ex) {
			throw new IllegalStateException(ex);
		}
	}

}

// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Knows which properties there are below {@code zmq.secure}, as read from
 * {@link ZmqSecureProperties}.
 */
final class KnownProperties {

	static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("zmq.secure");

	private KnownProperties() {
	}

	/**
	 * Return whether the name is {@code zmq.secure} or below it.
	 * @param name the name of a property
	 * @return whether it is one of the library's
	 */
	static boolean isOurs(ConfigurationPropertyName name) {
		return PREFIX.equals(name) || PREFIX.isAncestorOf(name);
	}

	/**
	 * Walk the name from the top as far as it is known.
	 * @param name a name of one of the library's
	 * @return where the walk ended
	 */
	static Position find(ConfigurationPropertyName name) {
		ResolvableType type = ResolvableType.forClass(ZmqSecureProperties.class);
		for (int i = PREFIX.getNumberOfElements(); i < name.getNumberOfElements(); i++) {
			ResolvableType next = next(type, name.getElement(i, Form.UNIFORM), name.isNumericIndex(i));
			if (next == null) {
				return new Position(type.toClass(), i, false);
			}
			type = next;
		}
		return new Position(type.toClass(), name.getNumberOfElements(), true);
	}

	/**
	 * Return whether a property takes a single value.
	 * @param name a name of one of the library's
	 * @return whether there is such a property, which is neither a list nor a group
	 */
	static boolean isSingle(ConfigurationPropertyName name) {
		Position position = find(name);
		Class<?> type = position.type();
		return position.known() && !Map.class.isAssignableFrom(type) && !Collection.class.isAssignableFrom(type)
				&& getters(type).isEmpty();
	}

	/**
	 * Take one step.
	 * @param type the type reached
	 * @param element the next element in uniform form
	 * @param index whether the element is a number
	 * @return the type of the element, {@code null} if there is no such element
	 */
	static @Nullable ResolvableType next(ResolvableType type, String element, boolean index) {
		if (Map.class.isAssignableFrom(type.toClass())) {
			return index ? null : type.asMap().getGeneric(1);
		}
		if (Collection.class.isAssignableFrom(type.toClass())) {
			return index ? type.asCollection().getGeneric(0) : null;
		}
		Method getter = getters(type.toClass()).get(element);
		return (getter != null) ? ResolvableType.forMethodReturnType(getter) : null;
	}

	/**
	 * Return the names that may follow at a type.
	 * @param type the type a walk ended at
	 * @return the names in kebab case, none if the type takes a single value
	 */
	static Collection<String> names(Class<?> type) {
		Map<String, String> names = new TreeMap<>();
		getters(type).forEach((name, getter) -> names.put(name, dashed(BeanUtils.findPropertyForMethod(getter))));
		return names.values();
	}

	/**
	 * Return where a property of a name is, if it is anywhere.
	 * @param element the name in uniform form
	 * @return the full names, with {@code *} for names that are chosen
	 */
	static List<String> findElsewhere(String element) {
		List<String> found = new ArrayList<>();
		findBelow(ResolvableType.forClass(ZmqSecureProperties.class), PREFIX.toString(), element, found);
		return found;
	}

	private static void findBelow(ResolvableType type, String parent, String element, List<String> found) {
		if (Map.class.isAssignableFrom(type.toClass())) {
			findBelow(type.asMap().getGeneric(1), parent + ".*", element, found);
		}
		getters(type.toClass()).forEach((name, getter) -> {
			String path = parent + "." + dashed(BeanUtils.findPropertyForMethod(getter));
			if (name.equals(element)) {
				found.add(path);
			}
			findBelow(ResolvableType.forMethodReturnType(getter), path, element, found);
		});
	}

	private static Map<String, Method> getters(Class<?> type) {
		Map<String, Method> getters = new TreeMap<>();
		if (!type.isEnum() && isBean(type)) {
			for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
				Method getter = property.getReadMethod();
				if (getter != null && getter.getDeclaringClass() != Object.class) {
					getters.put(dashed(property).replace("-", ""), getter);
				}
			}
		}
		return getters;
	}

	private static boolean isBean(Class<?> type) {
		return ClassUtils.getPackageName(type).equals(ClassUtils.getPackageName(ZmqSecureProperties.class));
	}

	private static String dashed(@Nullable PropertyDescriptor property) {
		return (property != null) ? DataObjectPropertyName.toDashedForm(property.getName()) : "";
	}

	/**
	 * Where the walk along a name ended.
	 *
	 * @param type the last known type
	 * @param index the index of the first unknown element of the name
	 * @param known whether the whole name is known
	 */
	record Position(Class<?> type, int index, boolean known) {

	}

}

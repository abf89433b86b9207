// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts what {@link ZmqConnectionDetails} say into the properties before anything is made
 * of these, so that it is checked, used and reloaded as they are.
 */
class ConnectionDetailsApplier implements BeanPostProcessor {

	private final ListableBeanFactory beans;

	ConnectionDetailsApplier(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean instanceof ZmqSecureProperties properties) {
			details().forEach((details) -> properties.getSockets()
				.forEach((socket, socketProperties) -> apply(details, socket, socketProperties, properties)));
		}
		return bean;
	}

	/**
	 * All but those that are made of the properties.
	 */
	private List<CheckedConnectionDetails> details() {
		List<CheckedConnectionDetails> details = new ArrayList<>();
		for (String name : this.beans.getBeanNamesForType(ZmqConnectionDetails.class, true, false)) {
			if (!this.beans.isTypeMatch(name, PropertiesZmqConnectionDetails.class)) {
				details.add(new CheckedConnectionDetails(name, this.beans.getBean(name, ZmqConnectionDetails.class)));
			}
		}
		return details;
	}

	private static void apply(CheckedConnectionDetails details, String name, ZmqSocketProperties socket,
			ZmqSecureProperties properties) {
		List<String> endpoints = details.getEndpoints(name);
		if (!endpoints.isEmpty()) {
			socket.setConnect(new ArrayList<>(endpoints));
		}
		String key = details.getServerKey(name);
		if (key != null) {
			String server = socket.getServer();
			if (server == null || properties.getKeys().containsKey(server)) {
				server = name + ".server";
				socket.setServer(server);
			}
			ZmqSecureProperties.Peer peer = new ZmqSecureProperties.Peer();
			peer.setPublicKey(key);
			properties.getPeers().put(server, peer);
		}
	}

}

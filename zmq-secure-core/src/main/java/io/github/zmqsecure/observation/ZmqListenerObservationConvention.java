// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for {@link ZmqListenerObservation}. A bean of this type
 * replaces the {@link DefaultZmqListenerObservationConvention default}.
 *
 * @since 0.1.0
 */
public interface ZmqListenerObservationConvention extends ObservationConvention<ZmqListenerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof ZmqListenerObservationContext;
	}

	@Override
	default String getName() {
		return MessageTimers.LISTENER;
	}

}

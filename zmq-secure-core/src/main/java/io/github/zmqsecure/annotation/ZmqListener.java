// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method that handles the messages of a socket. All attributes take
 * <code>${…}</code> placeholders and SpEL expressions (<code>#{…}</code>).
 * <p>
 * Arguments may be
 * <ul>
 * <li>the payload, converted to the type of the parameter, and validated if it is
 * annotated with {@code @Validated} or {@code @Valid}
 * <li>{@code @Header} and {@code @Headers}, with names from
 * {@link io.github.zmqsecure.ZmqHeaders}
 * <li>{@link org.springframework.messaging.Message}
 * <li>{@link Topic @Topic} {@code String} or {@code byte[]}
 * <li>{@link io.github.zmqsecure.auth.AuthenticatedPeer}
 * <li>{@link io.github.zmqsecure.channel.ZmqMessage} for all frames, and
 * {@code List<byte[]>} or {@code byte[][]} for those of the payload
 * </ul>
 * What the method returns, also as a {@link java.util.concurrent.CompletionStage} or a
 * reactive type of one value, goes back to the requester on ROUTER, REP, DEALER and PAIR
 * sockets. {@code void} is no answer; {@code null} from a method with a result answers a
 * request with an empty payload.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(ZmqListeners.class)
@Reflective
public @interface ZmqListener {

	/**
	 * Id of the listener. The default is the name of the bean and of the method.
	 * @return the id
	 */
	String id() default "";

	/**
	 * Name of the socket under {@code zmq.secure.sockets}.
	 * @return the name
	 */
	String socket();

	/**
	 * Topics that a SUB or XSUB socket subscribes to by itself while the listener runs,
	 * as prefixes. None leaves the subscriptions to the settings of the socket.
	 * @return the topics; an expression may result in several
	 */
	String[] topics() default {};

	/**
	 * How many messages are handled at a time; 0 to handle them on the thread that owns
	 * the socket. The default is {@code zmq.secure.listener.concurrency}.
	 * @return the number
	 */
	String concurrency() default "";

	/**
	 * Whether of the messages of a topic that wait only the newest is kept, on SUB and
	 * XSUB sockets. {@code false} by default.
	 * @return {@code true} or {@code false}
	 */
	String conflate() default "";

	/**
	 * Whether the listener starts with the application. The default is {@code true}.
	 * @return {@code true} or {@code false}
	 */
	String autoStartup() default "";

	/**
	 * Name of the {@link io.github.zmqsecure.listener.ZmqListenerErrorHandler} bean, or
	 * an expression that results in one. The default is that of the container factory.
	 * @return the name
	 */
	String errorHandler() default "";

	/**
	 * Name of the {@link io.github.zmqsecure.listener.ZmqListenerContainerFactory} bean,
	 * or an expression that results in one. The default is the bean
	 * {@code zmqListenerContainerFactory}.
	 * @return the name
	 */
	String containerFactory() default "";

}

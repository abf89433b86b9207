// SPDX-FileCopyrightText: 2026-present the original author or authors
// SPDX-License-Identifier: Apache-2.0

package io.github.zmqsecure.autoconfigure.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses requests whose path has parameters. Spring MVC leaves them out of what it
 * matches, so that {@code gate;x=y} would reach the peer {@code gate} by an address that
 * rules of proxies do not know.
 */
class PathParameterInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, @Nullable Object handler) {
		if (request.getRequestURI().indexOf(';') < 0) {
			return true;
		}
		response.setStatus(HttpStatus.BAD_REQUEST.value());
		return false;
	}

}

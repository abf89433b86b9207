'use strict';

const POLL_MILLIS = 1000;
const HISTORY = 120;

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat('en');
const depths = new Map();

function time(text) {
	return new Date(text).toLocaleTimeString([], { hour12: false });
}

/** Fill the body of a table. A cell is a text, or an object with text, class and title. */
function fill(table, rows, none) {
	const body = table.tBodies[0];
	body.replaceChildren(...rows.map((cells) => {
		const row = document.createElement('tr');
		for (const cell of cells) {
			const element = row.insertCell();
			element.textContent = cell.text ?? cell;
			element.className = cell.class ?? '';
			element.title = cell.title ?? '';
		}
		return row;
	}));
	if (rows.length === 0) {
		const cell = body.insertRow().insertCell();
		cell.textContent = none;
		cell.className = 'none';
		cell.colSpan = table.tHead.rows[0].cells.length;
	}
}

function statusClass(status) {
	return { accepted: 'good', rejected: 'bad', 'queue full': 'warn', 'no answer': 'bad' }[status] ?? '';
}

function shorten(key) {
	return (key) ? { text: key.slice(0, 15) + '…', title: key } : '–';
}

/** Tell pairs of reason and count, or that there are none. */
function reasons(counts) {
	const entries = Object.entries(counts).filter(([, count]) => count > 0);
	return (entries.length > 0) ? entries.map(([reason, count]) => `${reason} ${number.format(count)}`).join('\n') : '0';
}

function showSocket(name, socket) {
	let card = byId('socket-' + name);
	if (!card) {
		card = byId('socket').content.firstElementChild.cloneNode(true);
		card.id = 'socket-' + name;
		card.querySelector('.name').textContent = name;
		byId('sockets').append(card);
		depths.set(name, []);
	}
	const { depth, capacity } = socket.queue;
	card.querySelector('.type').textContent = socket.type;
	card.querySelector('.endpoint').textContent = [...socket.bound.map((endpoint) => 'listens on ' + endpoint),
		...socket.connected.map((endpoint) => 'connects to ' + endpoint)].join(', ') || 'not open';
	card.querySelector('.depth').textContent = `${number.format(depth)} / ${number.format(capacity)}`;
	Object.assign(card.querySelector('meter'), { max: capacity, high: capacity * 0.8, optimum: 0, value: depth });
	drawDepths(card.querySelector('polyline'), name, depth, capacity);
	const rows = [
		['Connected with', socket.peers.map((peer) => peer.peer ?? 'orders-service').join(', ') || 'nobody'],
		['Sent', number.format(socket.messages.sent)],
		['Received', number.format(socket.messages.received)],
		['Not delivered', reasons(socket.messages.dropped), Object.keys(socket.messages.dropped).length > 0],
		['Failed handshakes', reasons(socket.handshakes.failures),
			Object.values(socket.handshakes.failures).some((count) => count > 0)]
	];
	card.querySelector('dl').replaceChildren(...rows.flatMap(([term, text, bad]) => {
		const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
		dt.textContent = term;
		dd.textContent = text;
		dd.className = (bad) ? 'bad' : '';
		return [dt, dd];
	}));
}

function drawDepths(line, name, depth, capacity) {
	const history = depths.get(name);
	history.push(depth);
	if (history.length > HISTORY) {
		history.shift();
	}
	const first = HISTORY - history.length;
	line.setAttribute('points',
		history.map((value, index) => `${first + index},${(28 - 26 * value / capacity).toFixed(1)}`).join(' '));
}

function showGateway(gateway) {
	byId('gateway').hidden = !gateway;
	if (gateway) {
		byId('gateway-counts').textContent = `${number.format(gateway.sent)} queued, `
			+ `${number.format(gateway.answered)} answered, ${number.format(gateway.unanswered)} without an answer, `
			+ `${number.format(gateway.refused)} refused as the queue was full`;
		fill(byId('gateway').querySelector('table'), gateway.recent.map((order) => [
			order.id, order.item, { text: order.status, class: statusClass(order.status) },
			{ text: (order.micros !== null) ? (order.micros / 1000).toFixed(1) + ' ms' : '', class: 'number' }
		]), 'No orders yet.');
	}
}

function showService(service) {
	byId('service').hidden = !service;
	if (service) {
		byId('paused').hidden = !service.paused;
		fill(byId('service').querySelector('table'), service.recent.map((order) => [
			order.id, order.item, order.client, time(order.time)
		]), 'No orders yet.');
	}
}

function showPrices(prices) {
	byId('prices').hidden = !prices;
	if (prices) {
		fill(byId('prices').querySelector('table'), prices.map((price) => [
			price.pair, { text: price.value.toFixed(4), class: 'number' }, time(price.time)
		]), 'No prices yet.');
	}
}

function showRefusals(sockets) {
	const refusals = Object.entries(sockets)
		.flatMap(([name, socket]) => socket.refusals.map((refusal) => ({ name, ...refusal })))
		.sort((one, other) => other.time.localeCompare(one.time))
		.slice(0, 8);
	fill(byId('refusals').querySelector('table'), refusals.map((refusal) => [
		{ text: time(refusal.time), title: refusal.address ?? '' }, refusal.name,
		{ text: refusal.reason, class: 'bad' }, shorten(refusal.key)
	]), 'Nobody was refused.');
}

function showHealth(status) {
	byId('health').textContent = 'Health ' + status;
	byId('health').className = 'badge ' + ((status === 'UP') ? 'good' : 'bad');
}

function show(state) {
	showHealth(state.health);
	for (const [name, socket] of Object.entries(state.zmq.sockets).sort()) {
		showSocket(name, socket);
	}
	showGateway(state.gateway);
	showService(state.service);
	showPrices(state.prices);
	showRefusals(state.zmq.sockets);
	byId('server-key').textContent = state.serverKey;
	for (const button of document.querySelectorAll('button[data-needs]')) {
		button.hidden = !state[button.dataset.needs];
	}
}

async function poll() {
	try {
		const response = await fetch('api/state', { signal: AbortSignal.timeout(5000) });
		show(await response.json());
	}
	catch {
		showHealth('unreachable');
	}
	setTimeout(poll, POLL_MILLIS);
}

function tell(body) {
	if (body.queued !== undefined) {
		return `${number.format(body.queued)} orders queued, ${number.format(body.refused)} refused because the queue was full.`;
	}
	if (body.refused !== undefined) {
		return (body.refused) ? 'The unauthenticated peer was turned away. See the refusals.' : 'The unauthenticated peer waits at the door.';
	}
	return 'The order service takes no orders for four seconds.';
}

async function act(button) {
	button.disabled = true;
	try {
		if (button.dataset.first && !byId('service').hidden) {
			await fetch(button.dataset.first, { method: 'POST' });
		}
		const response = await fetch(button.dataset.post, { method: 'POST' });
		const text = await response.text();
		byId('outcome').textContent = (response.ok) ? tell((text) ? JSON.parse(text) : {})
			: `That failed with HTTP status ${response.status}.`;
	}
	catch {
		byId('outcome').textContent = 'The sample does not answer.';
	}
	finally {
		button.disabled = false;
	}
}

for (const button of document.querySelectorAll('button[data-post]')) {
	button.addEventListener('click', () => act(button));
}
poll();

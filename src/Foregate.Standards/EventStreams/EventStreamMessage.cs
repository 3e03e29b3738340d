// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.EventStreams;

/// <summary>One message of AWS's event stream encoding (<c>application/vnd.amazon.eventstream</c>).</summary>
/// <param name="MessageType"><c>event</c>, <c>exception</c> or <c>error</c>; empty when it does not say.</param>
/// <param name="EventType">Which event; empty for an exception.</param>
/// <param name="Payload">Valid as long as what it was read from.</param>
public readonly record struct EventStreamMessage(string MessageType, string EventType, ReadOnlyMemory<byte> Payload);

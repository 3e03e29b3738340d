// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>Writes down what happens to a stack, after what happened to it before.</summary>
internal sealed class StackHistory
{
    private const string StackType = "AWS::CloudFormation::Stack";

    // Older ones are forgotten: a stack's record must not grow with every update.
    private const int Most = 2_000;

    private readonly string _stackName;
    private readonly string _stackId;
    private readonly DateTimeOffset _now;
    private readonly string? _token;
    private readonly List<StackEvent> _events;
    private readonly int _before;
    private int _number;

    public StackHistory(Stack? stack, string stackName, string stackId, DateTimeOffset now, string? clientRequestToken)
    {
        _stackName = stackName;
        _stackId = stackId;
        _token = clientRequestToken;
        _events = stack is null ? [] : [.. stack.Events.Values];
        _before = _events.Count;
        // Of two changes within one moment, the later comes later.
        _now = _before > 0 && _events[^1].Timestamp >= now ? _events[^1].Timestamp.AddMilliseconds(1) : now;
        _number = _before == 0 ? 0 : int.Parse(_events[^1].Number, CultureInfo.InvariantCulture);
    }

    public void OfStack(string status, string? reason = null) => Add(_stackName, _stackId, StackType, status, reason);

    public void Add(string logicalId, string physicalId, string type, string status, string? reason = null)
    {
        _number++;
        var number = _number.ToString("D8", CultureInfo.InvariantCulture);

        // A millisecond apart, so that whoever sorts by time gets their order.
        _events.Add(new StackEvent
        {
            Number = number,
            EventId = logicalId == _stackName ? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{_stackId}/{number}")).AsSpan(0, 16)).ToString() : $"{logicalId}-{status}-{number}",
            Timestamp = _now.AddMilliseconds(_events.Count - _before),
            LogicalId = logicalId,
            PhysicalId = physicalId,
            Type = type,
            Status = status,
            Reason = reason,
            ClientRequestToken = _token,
        });
    }

    public ImmutableSortedDictionary<string, StackEvent> Events() =>
        OrdinalMap.Empty<StackEvent>().AddRange(_events.Skip(Math.Max(0, _events.Count - Most)).Select(static happened => KeyValuePair.Create(happened.Number, happened)));
}

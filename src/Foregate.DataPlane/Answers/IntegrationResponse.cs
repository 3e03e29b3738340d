// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Answers;

/// <summary>What an integration answered, before any mapping. Owned and reused by the exchange; written by Dispatch.</summary>
internal sealed class IntegrationResponse
{
    private IntegrationLease? _released;

    /// <summary>Whether an integration has answered.</summary>
    public bool IsPresent { get; private set; }

    public int Status { get; private set; }

    /// <summary>What the service that ran a function says of the invocation, answered or not; 0 where the status itself tells.</summary>
    public int ServiceStatus { get; set; }

    /// <summary>The id that the service that ran a function gave the invocation, answered or not; empty when it is not known.</summary>
    public Guid ServiceRequestId { get; set; }

    /// <summary>Whether it is answered while it comes (responseTransferMode STREAM): what it says of its length holds.</summary>
    public bool IsStreamed { get; set; }

    /// <summary>Timestamps of the answer's last header and of its body's first byte; 0 for what has not come.</summary>
    public long AllHeadersAt { get; set; }

    public long FirstContentAt { get; set; }

    /// <summary>The back end's header lines; null where there is no back end (MOCK).</summary>
    public HeaderTable? Headers { get; private set; }

    /// <summary>The body as it arrives; null when there is none.</summary>
    public IBodyReader? Body { get; private set; }

    /// <summary>All of the body, of an integration that is not a proxy; valid until it is released.</summary>
    public ReadOnlyMemory<byte> Whole { get; private set; }

    public IntegrationLease? Lease { get; private set; }

    public void Set(int status, HeaderTable? headers, IBodyReader? body, IntegrationLease? lease)
    {
        IsPresent = true;
        Status = status;
        Headers = headers;
        Body = body;
        Lease = lease;
    }

    /// <summary>An answer that is there whole.</summary>
    /// <param name="whole">The same as the body's.</param>
    public void Set(int status, HeaderTable? headers, ReadOnlyMemory<byte> whole, IBodyReader? body, IntegrationLease? lease)
    {
        Set(status, headers, body, lease);
        Whole = whole;
    }

    /// <summary>The same body, read by another reader.</summary>
    public void ReadBy(IBodyReader body) => Body = body;

    /// <summary>Holds what an integration that gave no answer has not let go of yet.</summary>
    public void Hold(IntegrationLease lease) => Lease = lease;

    /// <summary>After <see cref="Release"/>: completes when the integration uses nothing of the exchange any more.</summary>
    public ValueTask UploadEndedAsync() => _released?.UploadEndedAsync() ?? default;

    /// <summary>Gives back what the integration holds. The status stays, for the records.</summary>
    public void Release()
    {
        var lease = Lease;
        Headers = null;
        Body = null;
        Whole = default;
        Lease = null;
        if (lease is not null)
        {
            _released = lease;
            lease.Release();
        }
    }

    /// <summary>Gives back what the integration holds and forgets the answer.</summary>
    public void Reset()
    {
        Release();
        _released = null;
        IsPresent = false;
        Status = 0;
        ServiceStatus = 0;
        ServiceRequestId = Guid.Empty;
        IsStreamed = false;
        AllHeadersAt = FirstContentAt = 0;
    }
}

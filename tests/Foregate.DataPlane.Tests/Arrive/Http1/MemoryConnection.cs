// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>
/// The door on a connection in memory. Whatever can be done with the bytes sent is done when <see cref="Send(string)"/> returns, so that
/// every split is exactly the split it is meant to be; time passes only by <see cref="Time"/>.
/// </summary>
internal sealed class MemoryConnection : ConnectionContext, IDisposable
{
    private static readonly PipeOptions Inline = new(
        readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false);

    private readonly Pipe _input = new(Inline);
    private readonly Pipe _output;
    private readonly CancellationTokenSource _closed = new();
    private readonly TimerWheel _wheel;
    private readonly StringBuilder _received = new();

    public MemoryConnection(ExchangeHandler handler, GatewayOptions? options = null, int sendRoom = 0, Admission? admission = null)
    {
        options = (options ?? new GatewayOptions()) with { Time = Time };
        _wheel = new TimerWheel(Time);
        _output = new Pipe(new PipeOptions(
            readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline,
            pauseWriterThreshold: sendRoom, resumeWriterThreshold: sendRoom / 2, useSynchronizationContext: false));
        Transport = new Duplex(_input.Reader, _output.Writer);
        Admission = admission ?? new Admission(options, NullLogger.Instance);
        ConnectionClosed = _closed.Token;
        var door = new Http1Door(options, _wheel, Admission, handler);
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Run = Admission.AdmitAsync(this, door.RunAsync, isTls: false);
        SynchronizationContext.SetSynchronizationContext(before);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Admission Admission { get; }

    /// <summary>Completes when the door is done with the connection.</summary>
    public Task Run { get; }

    public bool IsAborted { get; private set; }

    public override IDuplexPipe Transport { get; set; }

    public override string ConnectionId { get; set; } = "memory";

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 40000);

    public override EndPoint? LocalEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 8080);

    /// <summary>All that was answered so far.</summary>
    public string Received
    {
        get
        {
            Take(long.MaxValue);
            return _received.ToString();
        }
    }

    public void Send(string latin1) => Send(Encoding.Latin1.GetBytes(latin1));

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (!Run.IsCompleted)
        {
            _input.Writer.Write(bytes);
            var flush = _input.Writer.FlushAsync();
            Assert.True(flush.IsCompleted);
        }
    }

    /// <summary>The client takes all that has come and forgets it. Says how many bytes.</summary>
    public long Skip()
    {
        if (!_output.Reader.TryRead(out var result))
        {
            return 0;
        }

        var length = result.Buffer.Length;
        _output.Reader.AdvanceTo(result.Buffer.End);
        return length;
    }

    /// <summary>The client's FIN.</summary>
    public void FinishSending()
    {
        if (!IsAborted)
        {
            _input.Writer.Complete();
            _closed.Cancel();
        }
    }

    /// <summary>The client takes some of the answer.</summary>
    public void Take(long limit)
    {
        if (!IsAborted && _output.Reader.TryRead(out var result))
        {
            var taken = result.Buffer.Slice(0, Math.Min(limit, result.Buffer.Length));
            _received.Append(Encoding.Latin1.GetString(taken));
            _output.Reader.AdvanceTo(taken.End);
        }
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        if (IsAborted)
        {
            return;
        }

        // What the client's side has received by now stays received.
        Take(long.MaxValue);
        IsAborted = true;
        _input.Writer.Complete(abortReason);
        _output.Reader.Complete(abortReason);
        _closed.Cancel();
    }

    public void Dispose()
    {
        _wheel.Dispose();
        _closed.Dispose();
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}

// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>What a call without a usable answer becomes (aws-apigateway §3.16, §4.4), said about one integration.</summary>
internal sealed class BackendFailures
{
    private readonly Rejections _rejections;
    private readonly string _place;
    private readonly Rejection _connect;
    private readonly Rejection _name;
    private readonly Rejection _tls;
    private readonly Rejection _timeout;
    private readonly Rejection _malformed;
    private readonly Rejection _lost;
    private readonly Rejection _cut;
    private readonly Rejection _refused;

    /// <param name="timeout">Milliseconds that an answer has.</param>
    public BackendFailures(int timeout, Compilation c)
    {
        const string Network = "Execution failed due to a network error communicating with endpoint";
        const string Configuration = "Execution failed due to configuration error: ";
        _rejections = c.Rejections;
        _place = c.Path;
        var isRest = c.Kind == ApiKind.Rest;
        _connect = _rejections.IntegrationFailure.At(_place, Network + " (connection failed)");
        _name = (isRest ? _rejections.ApiConfigurationError : _rejections.IntegrationFailure).At(_place, Configuration + "Invalid endpoint address (the host's name does not resolve)");
        _tls = _rejections.IntegrationFailure.At(_place, Network + " (TLS handshake or certificate)");
        _timeout = _rejections.IntegrationTimeout.At(_place, $"Execution failed due to a timeout error (no answer within the integration's {timeout} ms)");
        _malformed = _rejections.MalformedAnswer.At(_place, "Execution failed: the endpoint's answer is not HTTP/1.1 as every reader reads it");
        _lost = _rejections.IntegrationFailure.At(_place, Network + " (connection closed before an answer)");
        // To REST an answer without its body is no answer it could pass on; an HTTP API knows one kind of failure only.
        _cut = (isRest ? _rejections.MalformedAnswer : _rejections.IntegrationFailure).At(_place, Network + " (connection closed after the head of an answer)");
        _refused = _rejections.ApiConfigurationError.At(_place, Configuration + "Invalid endpoint address (it is one that integrations must not reach)");
        RequestTooLarge = _rejections.TooLargeAt(_place, c.Options.Quotas.PayloadBytes);
    }

    public Rejection RequestTooLarge { get; }

    public Rejection Of(BackendCall call) => call.Outcome switch
    {
        BackendOutcome.ConnectFailed => _connect,
        BackendOutcome.NameNotResolved => _name,
        BackendOutcome.TlsFailed => _tls,
        BackendOutcome.TimedOut => _timeout,
        BackendOutcome.MalformedAnswer => _malformed,
        BackendOutcome.ConnectionLost => _lost,
        BackendOutcome.AnswerCut => _cut,
        BackendOutcome.TargetRefused => _refused,
        BackendOutcome.ClientGone => _rejections.ClientGone,
        BackendOutcome.RequestBodyFailed => RequestBodies.Rejection(call.RequestBodyStatus, _rejections),
        _ => _rejections.Default5xx,
    };

    /// <param name="length">As the head reported it; null when the body itself grew beyond the limit.</param>
    public Rejection AnswerTooLarge(long? length, long limit) => _rejections.ApiConfigurationError.At(_place, string.Create(
        CultureInfo.InvariantCulture,
        $"Execution failed due to configuration error: Integration response {(length is null ? "" : $"of reported length {length} ")}is larger than allowed maximum of {limit} bytes."));
}

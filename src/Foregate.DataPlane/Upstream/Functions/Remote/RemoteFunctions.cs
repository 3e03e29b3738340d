// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.Functions.Remote;

/// <summary>The functions of one Lambda endpoint, by name: what they have in common.</summary>
internal sealed class RemoteFunctions : IDisposable
{
    private readonly ConcurrentDictionary<string, RemoteFunction> _functions = new(StringComparer.Ordinal);

    public RemoteFunctions(RemoteFunctionOptions options, TimeProvider time, int payloadLimit)
    {
        Options = options;
        Time = time;
        PayloadLimit = payloadLimit;
        Signer = new RequestSigner(options.Credentials, options.Region, "lambda");
        Invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            // So that a changed address is noticed.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 1000,
            ConnectTimeout = TimeSpan.FromSeconds(5),
        });
    }

    public RemoteFunctionOptions Options { get; }

    public TimeProvider Time { get; }

    /// <summary>Bytes of an answer at most.</summary>
    public int PayloadLimit { get; }

    public RequestSigner Signer { get; }

    public HttpMessageInvoker Invoker { get; }

    public FunctionTarget Find(FunctionName name) => _functions.GetOrAdd(name.Key, static (key, all) => new RemoteFunction(key, all), this);

    public void Dispose() => Invoker.Dispose();
}

// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.Functions.Remote;

/// <summary>The functions of one Lambda endpoint, by name: what they have in common.</summary>
internal sealed class RemoteFunctions : IDisposable
{
    private readonly ConcurrentDictionary<string, RemoteFunction> _functions = new(StringComparer.Ordinal);

    // As many as there are roles in the operator's table, and the gateway's own keys.
    private readonly ConcurrentDictionary<AwsCredentials, RequestSigner> _signers = [];

    private readonly string _accountId;

    /// <param name="accountId">The account that the credentials are of: functions of others are named by ARN.</param>
    public RemoteFunctions(RemoteFunctionOptions options, string accountId, TimeProvider time, int payloadLimit)
    {
        _accountId = accountId;
        Options = options;
        Time = time;
        PayloadLimit = payloadLimit;
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

    /// <summary>Who signs with these keys.</summary>
    public RequestSigner Signer(AwsCredentials credentials) =>
        _signers.GetOrAdd(credentials, static (credentials, region) => new RequestSigner(credentials, region, "lambda"), Options.Region);

    public HttpMessageInvoker Invoker { get; }

    public FunctionTarget Find(FunctionName name) =>
        _functions.GetOrAdd(
            name.Identity,
            static (_, asked) => new RemoteFunction(asked.All.Spelled(asked.Name), asked.Name.Qualifier, asked.All),
            (Name: name, All: this));

    /// <summary>The FunctionName of Invoke: the name alone means the caller's own account and region, which are not everybody's.</summary>
    private string Spelled(FunctionName name)
    {
        var isOurs = (name.AccountId is null || name.AccountId == _accountId) && (name.Region is null || name.Region == Options.Region);
        return isOurs ? name.Name
            : name.Region is null ? $"{name.AccountId}:function:{name.Name}"
            : $"arn:aws:lambda:{name.Region}:{name.AccountId}:function:{name.Name}";
    }

    public void Dispose() => Invoker.Dispose();
}

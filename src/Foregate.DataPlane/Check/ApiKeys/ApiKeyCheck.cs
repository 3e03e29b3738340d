// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Check.ApiKeys;

/// <summary>
/// Lets a request through to a method that requires an API key when its x-api-key is an enabled key in a usage plan of the stage; all
/// others get 403 Forbidden. The header's name has no case, its value does. Of several lines the last counts, as in AWS's single-value
/// views of headers.
/// </summary>
internal sealed class ApiKeyCheck : IStep
{
    private readonly ApiKeyTable _keys;
    private readonly int _slot;
    private readonly Rejection _missing;
    private readonly Rejection _unknown;
    private readonly Rejection _disabled;

    private ApiKeyCheck(ApiKeyTable keys, int slot, Compilation c)
    {
        _keys = keys;
        _slot = slot;
        var noPlan = $"API Key is not associated with a Usage Plan for API Stage {c.ApiId}/{c.StageName}: No Usage Plan found for key and API Stage";
        _missing = c.Rejections.InvalidApiKey.At(c.Path, "The method requires an API key and the request has no x-api-key header.", noPlan);
        _unknown = c.Rejections.InvalidApiKey.At(c.Path, "No usage plan of the stage has a key with the value of x-api-key.", noPlan);
        _disabled = c.Rejections.InvalidApiKey.At(c.Path, "The API key is disabled.", "API Key is disabled");
    }

    /// <summary>The check of a method, or null when it requires no key.</summary>
    /// <param name="resourcePath">For example /pets/{petId}.</param>
    /// <param name="keys">The stage's keys, the same for all its methods.</param>
    /// <param name="c">The method's compilation: refusals name its path.</param>
    public static ApiKeyCheck? For(Method method, string resourcePath, StageApiKeys keys, Compilation c) =>
        method.ApiKeyRequired ? new ApiKeyCheck(keys.Table, keys.SlotOf(resourcePath, method.HttpMethod), c) : null;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (!exchange.Request.Headers.TryGetLast(KnownHeader.XApiKey, out var value) || value.IsEmpty)
        {
            return Verdict.Reject(_missing);
        }

        var key = _keys.Find(value);
        if (key is null || !key.IsEnabled)
        {
            return Verdict.Reject(key is null ? _unknown : _disabled);
        }

        exchange.ApiKeyId = key.Id;
        exchange.ApiKey = key.Text;
        exchange.KeyLimit = key.LimitOn(_slot);
        return Verdict.Continue;
    }
}

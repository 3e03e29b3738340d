// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.JsonSchema;

namespace Foregate.DataPlane.Check.RequestValidation;

/// <summary>
/// The models of a method by media type. The request's Content-Type chooses (application/json when there is none), then <c>$default</c>; where nothing is
/// chosen the body is not validated (AWS).
/// </summary>
internal sealed class BodyModels
{
    private const string Default = "$default";

    private readonly (byte[] MediaType, BodyModel? Model)[] _models;
    private readonly BodyModel? _default;

    private BodyModels((byte[] MediaType, BodyModel? Model)[] models, BodyModel? otherwise)
    {
        _models = models;
        _default = otherwise;
    }

    /// <summary>Null when the method has no models that bodies are held against.</summary>
    public static BodyModels? For(ApiSnapshot snapshot, Method method, Compilation c)
    {
        var models = new List<(byte[], BodyModel?)>();
        BodyModel? otherwise = null;
        var any = false;
        foreach (var (mediaType, name) in method.RequestModels)
        {
            var model = Compile(snapshot, name, c);
            any |= model is not null;
            if (mediaType == Default)
            {
                otherwise = model;
            }
            else
            {
                models.Add((Encoding.UTF8.GetBytes(mediaType), model));
            }
        }

        return any ? new BodyModels([.. models], otherwise) : null;
    }

    /// <summary>The model for a request; null when its body is not validated.</summary>
    public BodyModel? Choose(Exchange exchange)
    {
        var type = exchange.Request.Headers.TryGetLast(KnownHeader.ContentType, out var value) ? MediaType.First(value) : default;
        type = type.IsEmpty ? MediaType.Json : type;
        foreach (var (mediaType, model) in _models)
        {
            if (Ascii.EqualsIgnoreCase(mediaType, type))
            {
                return model;
            }
        }

        return _default;
    }

    private static BodyModel? Compile(ApiSnapshot snapshot, string name, Compilation c)
    {
        var address = Address(c.ApiId, name);
        if (Text(snapshot, name) is not { } text)
        {
            c.Fault($"The method names the model {name}, which the API does not have. Make it, or take it from the method's request models.");
            return null;
        }

        if (snapshot.Models.TryGetValue(name, out var model) && !model.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            c.Notice($"The model {name} is of type {model.ContentType}: only models of JSON are schemas that bodies can be held against.");
            return null;
        }

        var prefix = Address(c.ApiId, "");
        var schema = CompiledSchema.Compile(
            text, address, other => other.StartsWith(prefix, StringComparison.Ordinal) ? Text(snapshot, other[prefix.Length..]) : null, out var fault);
        if (schema is null)
        {
            c.At($"/restapis/{c.ApiId}/models/{name}").Fault($"Invalid model schema specified: {fault}. Mend the model {name}, or validate without it.");
            return null;
        }

        return new BodyModel(name, schema);
    }

    /// <summary>The schema's text. Every API has the models Empty and Error, said or not.</summary>
    private static byte[]? Text(ApiSnapshot snapshot, string name) =>
        snapshot.Models.TryGetValue(name, out var model) ? Encoding.UTF8.GetBytes(model.Schema ?? "{}")
        : name == "Empty" ? """{"type":"object"}"""u8.ToArray()
        : name == "Error" ? """{"type":"object","properties":{"message":{"type":"string"}}}"""u8.ToArray()
        : null;

    private static string Address(string apiId, string name) => $"https://apigateway.amazonaws.com/restapis/{apiId}/models/{name}";
}

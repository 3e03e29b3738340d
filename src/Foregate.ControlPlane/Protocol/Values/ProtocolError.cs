// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.Protocol.Values;

/// <summary>How the protocol says no before any operation is asked: AWS's codes, statuses and texts.</summary>
internal static class ProtocolError
{
    public static AwsError UnknownOperation { get; } = new("UnknownOperationException", 404, "The requested operation is not recognized by the service.");

    public static AwsError TooLarge { get; } = new("RequestEntityTooLargeException", 413, "Request entity too large");

    public static AwsError UnsupportedMediaType(string contentType) =>
        new("UnsupportedMediaTypeException", 415, $"The content type '{contentType}' is not supported.");

    public static AwsError Serialization(string message) => new("SerializationException", 400, message);

    public static AwsError NotJson(string reason) => Serialization($"Could not parse request body into json: {reason}");

    /// <summary>A JSON value of one kind where another is wanted; Java's names are part of what clients see.</summary>
    public static AwsError NotConvertible(string javaClass, string wanted) => Serialization($"class {javaClass} can not be converted to an {wanted}");

    /// <param name="violations">Each as "Value … at … failed to satisfy constraint: …".</param>
    public static AwsError Validation(string code, IReadOnlyList<string> violations) => new(
        code, 400, $"{violations.Count} validation error{(violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", violations)}");
}

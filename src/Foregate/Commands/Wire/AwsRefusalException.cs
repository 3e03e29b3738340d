// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Commands.Wire;

/// <summary>What a gateway answered instead of what it was asked for.</summary>
/// <param name="code">AWS's name of the error; empty when none was given.</param>
internal sealed class AwsRefusalException(int statusCode, string code, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public string Code { get; } = code;

    /// <summary>For example: 404 NotFoundException, Invalid API identifier specified 000000000000:x.</summary>
    /// <remarks>What else is said of a signature, on more lines, is for those who write signers.</remarks>
    public string Told => $"{StatusCode}{(Code.Length > 0 ? " " + Code : "")}{(Message.Length > 0 ? ", " + Message.Split('\n')[0] : "")}";
}

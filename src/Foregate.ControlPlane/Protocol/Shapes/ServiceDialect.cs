// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>How services of one protocol differ in what they tell clients.</summary>
/// <param name="ValidationCode">The code of the answer to a request that breaks constraints of the model.</param>
/// <param name="NamesInput">Whether validation answers put the operation's input before the names of members in the body.</param>
internal sealed record ServiceDialect(string ValidationCode, bool NamesInput)
{
    /// <summary>More than any request of these services may have: an OpenAPI document of 6 MB, with its escapes.</summary>
    public const int LargestDocument = 16 << 20;

    /// <summary>More than Lambda takes with an archive, so that it is Lambda who says so.</summary>
    public const int LargestCode = 72 << 20;

    public static ServiceDialect ApiGateway { get; } = new("ValidationException", NamesInput: true) { HasExtendedId = true };

    public static ServiceDialect ApiGatewayV2 { get; } = new("BadRequestException", NamesInput: false)
    {
        HasExtendedId = true,
        LowersNames = true,
        LimitCode = "TooManyRequestsException",
    };

    public static ServiceDialect Lambda { get; } = new("ValidationException", NamesInput: false)
    {
        LowersNames = true,
        TakesFinalSlash = true,
        BadRequestCode = "InvalidParameterValueException",
        UnavailableCode = "ServiceException",
        LargestBody = LargestCode,
    };

    /// <summary>Whether answers carry an id of the gateway's own beside the request's.</summary>
    public bool HasExtendedId { get; private init; }

    /// <summary>Whether validation answers write the names of members with a small first letter, whatever the model does.</summary>
    public bool LowersNames { get; private init; }

    /// <summary>Whether a path may end in a slash: models of some years have it, and clients that were made from them.</summary>
    public bool TakesFinalSlash { get; private init; }

    /// <summary>Bytes of a request's body at most.</summary>
    public int LargestBody { get; private init; } = LargestDocument;

    /// <summary>How the service calls a request that is wrong in itself.</summary>
    public string BadRequestCode { get; private init; } = "BadRequestException";

    /// <summary>How the service says that there are too many of a kind.</summary>
    public string LimitCode { get; private init; } = "LimitExceededException";

    /// <summary>How the service says that the fault is its own and may pass.</summary>
    public string UnavailableCode { get; private init; } = "ServiceUnavailableException";

    /// <summary>What stands before the names of members in the body of this operation.</summary>
    public string BodyName(string operation) => NamesInput ? Lowered(operation) + "Input" : "";

    /// <summary>A member's name as validation answers write it.</summary>
    public string MemberName(string name) => LowersNames ? Lowered(name) : name;

    private static string Lowered(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

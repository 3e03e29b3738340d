// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>How services of one protocol differ in what they tell clients.</summary>
/// <param name="ValidationCode">The code of the answer to a request that breaks constraints of the model.</param>
/// <param name="NamesInput">Whether validation answers put the operation's input before the names of members in the body.</param>
internal sealed record ServiceDialect(string ValidationCode, bool NamesInput)
{
    public static ServiceDialect ApiGateway { get; } = new("ValidationException", NamesInput: true);

    public static ServiceDialect ApiGatewayV2 { get; } = new("BadRequestException", NamesInput: false);

    /// <summary>What stands before the names of members in the body of this operation.</summary>
    public string BodyName(string operation) => NamesInput ? char.ToLowerInvariant(operation[0]) + operation[1..] + "Input" : "";
}

// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>How CloudFormation says no: its codes and texts.</summary>
internal static class StackError
{
    public static AwsError Validation(string message) => new("ValidationError", 400, message);

    public static AwsError Violation(string value, string member, string constraint) =>
        Validation($"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}");

    /// <summary>What those answer that only tell.</summary>
    public static AwsError NoStackWithId(string given) => Validation($"Stack with id {given} does not exist");

    /// <summary>What those answer that change something.</summary>
    public static AwsError NoStack(string given) => Validation($"Stack [{given}] does not exist");

    public static AwsError NoStackNamed(string given) => Validation($"Stack '{given}' does not exist");

    public static AwsError Exists(string name) => new("AlreadyExistsException", 400, $"Stack [{name}] already exists");

    public static AwsError NotUpdatable(string stackId, string status) => Validation($"Stack:{stackId} is in {status} state and can not be updated.");

    public static AwsError NoUpdates() => Validation("No updates are to be performed.");

    public static AwsError Protected(string name) => Validation($"Stack [{name}] cannot be deleted while TerminationProtection is enabled");

    public static AwsError Capabilities(string missing) => new("InsufficientCapabilitiesException", 400, $"Requires capabilities : [{missing}]");

    public static AwsError TokenUsed(string token) => new("TokenAlreadyExistsException", 400, $"Token {token} already exists");

    public static AwsError NoChangeSet(string given) => new("ChangeSetNotFound", 404, $"ChangeSet [{given}] does not exist");

    public static AwsError ChangeSetDiffers(string name, string attribute) =>
        new("AlreadyExistsException", 400, $"ChangeSet {name} cannot be created due to a mismatch with existing attribute {attribute}");

    public static AwsError NotExecutable(string id, string what, string status) => new("InvalidChangeSetStatus", 400, $"ChangeSet [{id}] cannot be executed in its current {what} of [{status}]");

    public static AwsError NoResource(string logicalId, string stackName) => Validation($"Resource {logicalId} does not exist for stack {stackName}");

    /// <summary>The file says what this stack is: a call would be undone by the next start.</summary>
    public static AwsError IsDocument(string name) => Validation($"Stack [{name}] is the document that the gateway serves: change the file, which is read again at once");
}

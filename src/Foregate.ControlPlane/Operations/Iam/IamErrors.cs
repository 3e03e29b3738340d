// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Operations.Iam;

/// <summary>IAM's refusals, in its words.</summary>
internal static class IamErrors
{
    public static AwsError NoRole(string name) => NoEntity($"The role with name {name} cannot be found.");

    public static AwsError NoRolePolicy(string name) => NoEntity($"The role policy with name {name} cannot be found.");

    public static AwsError NoUser(string name) => NoEntity($"The user with name {name} cannot be found.");

    public static AwsError NoPolicy(string arn) => NoEntity($"Policy {arn} was not found.");

    public static AwsError NotAttachable(string arn) => NoEntity($"Policy {arn} does not exist or is not attachable.");

    public static AwsError NotAttached(string arn) => NoEntity($"Policy {arn} was not found.");

    public static AwsError NoVersion(string arn, string version) => NoEntity($"Policy {arn} version {version} does not exist or is not attachable.");

    public static AwsError RoleExists(string name) => new("EntityAlreadyExists", 409, $"Role with name {name} already exists.");

    public static AwsError PolicyExists(string name) => new("EntityAlreadyExists", 409, $"A policy called {name} already exists. Duplicate names are not allowed.");

    public static AwsError Conflict(string message) => new("DeleteConflict", 409, message);

    public static AwsError Malformed(string message) => new("MalformedPolicyDocument", 400, message);

    public static AwsError TooManyVersions() => new(
        "LimitExceeded", 409, "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");

    private static AwsError NoEntity(string message) => new("NoSuchEntity", 404, message);
}

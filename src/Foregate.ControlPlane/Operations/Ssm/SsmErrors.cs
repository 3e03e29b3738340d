// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Operations.Ssm;

/// <summary>How Parameter Store says no. Every text is here.</summary>
internal static class SsmErrors
{
    public static AwsError NotFound(string name) => new("ParameterNotFound", 400, $"Parameter {name} not found.");

    public static AwsError VersionNotFound(string name, string version) => new(
        "ParameterVersionNotFound", 400, $"Systems Manager could not find version {version} of {name}. Verify the version and try again.");

    public static AwsError Exists { get; } = new("ParameterAlreadyExists", 400, "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");

    public static AwsError Invalid(string message) => new("ValidationException", 400, message);

    public static AwsError InvalidPattern(string pattern) => new("InvalidAllowedPatternException", 400, $"The regular expression {pattern} cannot be used.");

    public static AwsError PatternMismatch(string pattern) => new("ParameterPatternMismatchException", 400, $"Parameter value, cannot be validated against allowedPattern: {pattern}");

    public static AwsError TypeMismatch { get; } = new("HierarchyTypeMismatchException", 400, "Parameter Store doesn't support changing a SecureString parameter to or from another type.");

    public static AwsError InvalidFilterKey(string key) => new("InvalidFilterKey", 400, $"The filter key {key} is not one that can be used here.");

    public static AwsError InvalidFilterOption(string option) => new("InvalidFilterOption", 400, $"The filter option {option} is not one that can be used here.");

    public static AwsError InvalidResource(string id) => new("InvalidResourceId", 400, $"The resource ID {id} is not valid. Verify that you entered the correct ID and try again.");

    public static AwsError InvalidToken { get; } = new("InvalidNextToken", 400, "The specified token is not valid.");
}

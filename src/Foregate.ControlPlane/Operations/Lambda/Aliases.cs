// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Names for versions of functions: create, update, delete. Each gives the function.</summary>
internal static partial class Aliases
{
    public const string Latest = "$LATEST";

    public static OperationResult<Function> CreateAlias(Account account, string functionName, string name, string version)
    {
        if (Functions.Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        if (!Name().IsMatch(name) || name.All(char.IsAsciiDigit))
        {
            return AwsError.ValidationFailed(name, "name", "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
        }

        return function.Aliases.ContainsKey(name)
            ? AwsError.AliasExists($"{FunctionArns.Of(account, function.FunctionName)}:{name}")
            : Put(account, function, name, version);
    }

    public static OperationResult<Function> UpdateAlias(Account account, string functionName, string name, string version)
    {
        if (Functions.Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        return function.Aliases.ContainsKey(name) ? Put(account, function, name, version) : AwsError.NoAlias($"{FunctionArns.Of(account, function.FunctionName)}:{name}");
    }

    public static OperationResult<Function> DeleteAlias(Account account, string functionName, string name)
    {
        if (Functions.Find(account, functionName) is not { } function)
        {
            return AwsError.NoFunction(FunctionArns.Of(account, functionName));
        }

        function = function with { Aliases = function.Aliases.Remove(name) };
        return OperationResult<Function>.Done(Functions.With(account, function), function);
    }

    private static OperationResult<Function> Put(Account account, Function function, string name, string version)
    {
        if (version != Latest && !(int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= function.LatestVersion))
        {
            return AwsError.NoFunction($"{FunctionArns.Of(account, function.FunctionName)}:{version}");
        }

        function = function with { Aliases = function.Aliases.SetItem(name, version) };
        return OperationResult<Function>.Done(Functions.With(account, function), function);
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,128}\z")]
    private static partial Regex Name();
}

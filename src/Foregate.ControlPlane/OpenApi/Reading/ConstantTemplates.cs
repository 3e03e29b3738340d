// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>Tells mapping templates that always render to themselves from those that need the template language.</summary>
internal static partial class ConstantTemplates
{
    /// <summary>True when no reference (<c>$name</c>, <c>${…}</c>), directive (<c>#if</c>) or comment (<c>##</c>) is in the text.</summary>
    public static bool IsConstant(string template) => !Construct().IsMatch(template);

    [GeneratedRegex(@"\$[A-Za-z_!{\\]|#[A-Za-z{#*@\[]|\\[$#]")]
    private static partial Regex Construct();
}

// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>Tells mapping templates that always render to themselves from those that need the template language.</summary>
internal static partial class ConstantTemplates
{
    /// <summary>
    /// True when no reference (<c>$name</c>, <c>${…}</c>), directive (<c>#if</c>), comment (<c>##</c>) or escape is in the text. Other words
    /// after <c>#</c>, such as colours, are text in the template language too.
    /// </summary>
    public static bool IsConstant(string template) => !Construct().IsMatch(template);

    [GeneratedRegex(@"\$[A-Za-z_!{]|\\[$#]|#(?:set|if|else|end|foreach|define|macro|include|parse|evaluate|stop|break|\{|#|\*|\[\[|@)")]
    private static partial Regex Construct();
}

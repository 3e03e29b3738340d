// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.LinearRegex;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>One side of a comparison: a literal, a pattern, or a path that is followed from the item or the document.</summary>
internal sealed class Operand
{
    private readonly JsonPathQuery? _path;
    private readonly Value _literal;

    public Operand(Value literal) => _literal = literal;

    public Operand(JavaPattern pattern) => Pattern = pattern;

    public Operand(JsonPathQuery path) => _path = path;

    public JavaPattern? Pattern { get; }

    public bool IsPath => _path is not null;

    /// <summary>Its value; false when it is a path that finds nothing.</summary>
    public bool TryGet(Value item, PathEvaluation evaluation, out Value value)
    {
        value = _literal;
        return _path is null || evaluation.Run(_path, _path.StartsAtRoot ? evaluation.Root : item, false, out value);
    }

    /// <summary>Whether the path finds something.</summary>
    public bool Exists(Value item, PathEvaluation evaluation) => evaluation.Run(_path!, item, true, out _);
}

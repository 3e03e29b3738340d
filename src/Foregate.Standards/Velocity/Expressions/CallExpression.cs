// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Expressions;

/// <summary>$x.name(…): a method of one of Java's types or of an object. A method that there is not gives null.</summary>
/// <param name="patterns">The pattern that was last compiled here, mostly the only one that there will be.</param>
internal sealed class CallExpression(Expression target, string name, Expression[] arguments, PatternMemory patterns, Excerpt source, int line) : Expression
{
    public Expression Target => target;

    public string Name => name;

    public override Value Evaluate(Run run)
    {
        var value = target.Evaluate(run);
        if (value.IsNull || !run.Step(2))
        {
            return default;
        }

        if (arguments.Length > Room.Size)
        {
            var many = new Value[arguments.Length];
            return Call(run, value, many);
        }

        var room = default(Room);
        return Call(run, value, ((Span<Value>)room)[..arguments.Length]);
    }

    public override bool IsTrue(Run run) => Truth(Evaluate(run));

    private Value Call(Run run, Value value, Span<Value> given)
    {
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = arguments[i].Evaluate(run);
        }

        if (run.Flow != Flow.Next)
        {
            return default;
        }

        if (JavaMethods.TryInvoke(run, value, name, given, patterns, out var result, out var error))
        {
            return result;
        }

        if (error is not null)
        {
            run.Fail($"{error}: {source}", line);
        }

        return default;
    }

    [InlineArray(Size)]
    private struct Room
    {
        public const int Size = 4;

        private Value _first;
    }
}

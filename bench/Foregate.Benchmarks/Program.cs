// SPDX-License-Identifier: Apache-2.0
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Foregate.Benchmarks.Bind;
using Foregate.Benchmarks.Bombs;
using Foregate.Benchmarks.Check;
using Foregate.Benchmarks.Mapping;
using Foregate.Benchmarks.Store;
using Foregate.Benchmarks.Upstream;

// Micro-benchmarks of the request's way, in the folders of what they measure:
// dotnet run -c Release --project bench/Foregate.Benchmarks -- --filter '*Routing*'
// On a machine that is busy with other things, routing without their disturbance: … -- undisturbed
// In process: what is measured is a loop over one hot method, and the repository's build rules do not fit generated projects.
if (args is ["undisturbed"])
{
    UndisturbedRouting.Print(Console.Out);
    return 0;
}

// What functions on this machine cost, in their own processor time: … -- functions [--native FOLDER]
if (args is ["functions", ..])
{
    await FunctionHostCost.RunAsync(args, Console.Out);
    return 0;
}

// A mapping template here and in Velocity 1.7 (package velocity, a JDK), in turns: … -- velocity tests/Foregate.Standards.Tests/Velocity/VelocityOracle.java
if (args is ["velocity", var oracle])
{
    await BesideVelocity.RunAsync(oracle, Console.Out);
    return 0;
}

// What templates, paths, schemas and patterns cost that were made to cost much; ends with 1 when any passes a bound: … -- bombs [KIND]
if (args is ["bombs", ..])
{
    return BombTable.Print(Console.Out, args.ElementAtOrDefault(1)) == 0 ? 0 : 1;
}

// What 10,000 APIs cost the program, started on a store that holds them: … -- many-apis --program FILE [--apis N]
if (args is ["many-apis", ..])
{
    await ManyApis.RunAsync(args, Console.Out);
    return 0;
}

// What a template of 500 resources costs the program: … -- large-stack --program FILE [--resources N]
if (args is ["large-stack", ..])
{
    await LargeStack.RunAsync(args, Console.Out);
    return 0;
}

// How exactly the program holds a throttle against 64 connections: … -- throttle --program FILE
if (args is ["throttle", ..])
{
    return await ThrottleAccuracy.RunAsync(args, Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(5).WithMaxIterationCount(20))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumn(StatisticColumn.Min, StatisticColumn.Median)
    .WithOptions(ConfigOptions.DisableOptimizationsValidator));
return 0;

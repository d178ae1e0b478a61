using Qianliyan.Domain.Registry;

namespace Qianliyan.Abstractions.Operations;

/// <summary>How a silo is. Rates and latencies are those of the last few seconds.</summary>
/// <param name="Version">Of the software.</param>
/// <param name="StartedAtUnixMs">When its process started.</param>
/// <param name="IsDraining">Whether it is about to leave.</param>
[GenerateSerializer, Immutable, Alias("qly.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] string Version,
    [property: Id(1)] long StartedAtUnixMs,
    [property: Id(2)] bool IsDraining,
    [property: Id(3)] SiloLoad Load,
    [property: Id(4)] StorageLoad Storage,
    [property: Id(5)] UntoldSignals Untold,
    [property: Id(6)] WatchLoad Watches,
    [property: Id(7)] KindCount[] Twins,
    [property: Id(8)] SlowTurn[] SlowestTurns);

/// <param name="Cores">Processor time used, in cores.</param>
/// <param name="MemoryBytes">Resident.</param>
/// <param name="Devices">Open HJ 212 connections.</param>
/// <param name="FramesPerSecond">Frames from devices, whatever became of them.</param>
[GenerateSerializer, Immutable, Alias("qly.SiloLoad")]
public sealed record SiloLoad(
    [property: Id(0)] double Cores,
    [property: Id(1)] long MemoryBytes,
    [property: Id(2)] int Devices,
    [property: Id(3)] double FramesPerSecond);

/// <summary>Writes to the store: transactions of a table service, or synced writes of the embedded store.</summary>
/// <param name="CommitsPerSecond">Their number.</param>
/// <param name="MedianMs">Their median time in milliseconds; 0 without commits.</param>
/// <param name="P99Ms">The time in milliseconds within which 99 of 100 ended.</param>
[GenerateSerializer, Immutable, Alias("qly.StorageLoad")]
public sealed record StorageLoad(
    [property: Id(0)] double CommitsPerSecond, [property: Id(1)] double MedianMs, [property: Id(2)] double P99Ms);

/// <summary>What twins have to tell other twins that did not hear them at the first attempt.</summary>
/// <param name="Lanes">Pairs of twins.</param>
/// <param name="OldestSeconds">Since the first failed attempt that is not made good.</param>
[GenerateSerializer, Immutable, Alias("qly.UntoldSignals")]
public sealed record UntoldSignals([property: Id(0)] int Lanes, [property: Id(1)] double OldestSeconds);

/// <param name="Watchers">Open watch streams.</param>
/// <param name="WaitingUpdates">Changes that slow readers have not taken yet.</param>
[GenerateSerializer, Immutable, Alias("qly.WatchLoad")]
public sealed record WatchLoad([property: Id(0)] int Watchers, [property: Id(1)] long WaitingUpdates);

/// <param name="Kind">Of twins.</param>
/// <param name="Active">How many of them are active in the silo.</param>
[GenerateSerializer, Immutable, Alias("qly.KindCount")]
public sealed record KindCount([property: Id(0)] TwinKind Kind, [property: Id(1)] int Active);

/// <summary>A turn of a twin: from its turn's begin until its entries were durable and applied.</summary>
[GenerateSerializer, Immutable, Alias("qly.SlowTurn")]
public sealed record SlowTurn([property: Id(0)] TwinName Twin, [property: Id(1)] double Milliseconds);

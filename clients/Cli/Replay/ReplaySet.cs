namespace Qianliyan.Cli.Replay;

/// <summary>A recorded data set that can be replayed, and where it stands under the data folder.</summary>
sealed record ReplaySet(string Name, string Folder, string Description, Func<string, IReplaySource> Open)
{
    public static IReadOnlyList<ReplaySet> All { get; } =
    [
        new(
            "dialogue", "hj212_dialogue", "a two-way HJ 212 log of 2021, byte for byte",
            directory => new DialogueSource(directory)),
        new(
            "cnemc", "cnemc_hourly_2019", "247 national control stations of 39 cities, hourly, two months",
            directory => new CnemcSource(directory)),
        new(
            "airbox", "airbox_raw_minutes_2018", "micro-stations, every five minutes, two days",
            directory => new AirboxSource(directory)),
    ];

    /// <exception cref="DirectoryNotFoundException">The data folder does not hold it.</exception>
    public IReplaySource In(string data)
    {
        string directory = Path.Combine(data, Folder);
        return Directory.Exists(directory)
            ? Open(directory)
            : throw new DirectoryNotFoundException(
                $"There is no folder {directory}. Name the folder that holds {Folder} by --data.");
    }
}

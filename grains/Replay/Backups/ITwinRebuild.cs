namespace Qianliyan.Replay.Backups;

/// <summary>Makes the checkpoint of a restored twin, whatever its state.</summary>
interface ITwinRebuild
{
    Task Run(CancellationToken cancellationToken);
}

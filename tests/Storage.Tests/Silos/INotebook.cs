namespace Qianliyan.Storage.Tests.Silos;

[Alias("Qianliyan.Storage.Tests.INotebook")]
public interface INotebook : IGrainWithStringKey
{
    [Alias("Write")]
    Task Write(string text);

    [Alias("Read")]
    Task<string> Read();

    [Alias("Remind")]
    Task Remind(string name);

    [Alias("Reminders")]
    Task<string[]> Reminders();
}

using Orleans.Timers;

namespace Qianliyan.Storage.Tests.Silos;

public sealed class Notebook(
    [PersistentState("notes")] IPersistentState<Notebook.Notes> notes,
    IReminderRegistry reminders,
    IGrainContext context) : Grain, INotebook, IRemindable
{
    public async Task Write(string text)
    {
        notes.State = new() { Text = text };
        await notes.WriteStateAsync();
    }

    public Task<string> Read() => Task.FromResult(notes.State.Text);

    public Task Remind(string name) =>
        reminders.RegisterOrUpdateReminder(context.GrainId, name, TimeSpan.FromDays(1), TimeSpan.FromDays(1));

    public async Task<string[]> Reminders() =>
        [.. (await reminders.GetReminders(context.GrainId)).Select(reminder => reminder.ReminderName)];

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public sealed class Notes
    {
        public string Text { get; set; } = "";
    }
}

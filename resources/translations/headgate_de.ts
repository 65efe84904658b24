<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Add a server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ansehen</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Move the server up</source>
        <translation>Server nach oben verschieben</translation>
    </message>
    <message>
        <source>Move the server down</source>
        <translation>Server nach unten verschieben</translation>
    </message>
    <message>
        <source>Stop the session</source>
        <translation>Sitzung anhalten</translation>
    </message>
    <message>
        <source>Write to the agent</source>
        <translation>An den Agenten schreiben</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>Neue Sitzung</translation>
    </message>
    <message>
        <source>Rename the session</source>
        <translation>Sitzung umbenennen</translation>
    </message>
    <message>
        <source>Delete the session</source>
        <translation>Sitzung löschen</translation>
    </message>
    <message>
        <source>Play the session back</source>
        <translation>Sitzung wiedergeben</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>Next who waits for you</source>
        <translation>Nächste wartende Anfrage</translation>
    </message>
    <message>
        <source>Previous who waits for you</source>
        <translation>Vorige wartende Anfrage</translation>
    </message>
    <message>
        <source>Previous session</source>
        <translation>Vorige Sitzung</translation>
    </message>
    <message>
        <source>Next session</source>
        <translation>Nächste Sitzung</translation>
    </message>
    <message>
        <source>Go to a session</source>
        <translation>Zu einer Sitzung gehen</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
    <message>
        <source>Search all sessions</source>
        <translation>Alle Sitzungen durchsuchen</translation>
    </message>
    <message>
        <source>Find in the session</source>
        <translation>In der Sitzung suchen</translation>
    </message>
    <message>
        <source>Find the next one</source>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Find the one before</source>
        <translation>Rückwärts weitersuchen</translation>
    </message>
    <message>
        <source>What you said before</source>
        <translation>Vorige eigene Nachricht</translation>
    </message>
    <message>
        <source>What you said next</source>
        <translation>Nächste eigene Nachricht</translation>
    </message>
    <message>
        <source>Tool call before</source>
        <translation>Voriger Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Next tool call</source>
        <translation>Nächster Werkzeugaufruf</translation>
    </message>
    <message>
        <source>Error before</source>
        <translation>Voriger Fehler</translation>
    </message>
    <message>
        <source>Next error</source>
        <translation>Nächster Fehler</translation>
    </message>
    <message>
        <source>Approval before</source>
        <translation>Vorige Freigabe</translation>
    </message>
    <message>
        <source>Next approval</source>
        <translation>Nächste Freigabe</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Alles einklappen</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Alles ausklappen</translation>
    </message>
    <message>
        <source>Copy as plain text</source>
        <translation>Als reinen Text kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy a link to this place</source>
        <translation>Link zu dieser Stelle kopieren</translation>
    </message>
    <message>
        <source>Show who waits</source>
        <translation>Wartende Anfragen zeigen</translation>
    </message>
    <message>
        <source>Show todos</source>
        <translation>Aufgabenliste zeigen</translation>
    </message>
    <message>
        <source>Show changed files</source>
        <translation>Geänderte Dateien zeigen</translation>
    </message>
    <message>
        <source>Show raw events</source>
        <translation>Rohe Ereignisse zeigen</translation>
    </message>
    <message>
        <source>Show served streams</source>
        <translation>Angebotene Streams zeigen</translation>
    </message>
    <message>
        <source>Show the state of streams</source>
        <translation>Zustand der Streams zeigen</translation>
    </message>
    <message>
        <source>Show the ledger</source>
        <translation>Projektbuch zeigen</translation>
    </message>
    <message>
        <source>Show the lineage</source>
        <translation>Abstammung zeigen</translation>
    </message>
    <message>
        <source>Show the proof of what is held</source>
        <translation>Nachweis des Bestands zeigen</translation>
    </message>
    <message>
        <source>Show what was decided</source>
        <translation>Entscheidungen zeigen</translation>
    </message>
    <message>
        <source>Show saved approvals</source>
        <translation>Gespeicherte Freigaben zeigen</translation>
    </message>
    <message>
        <source>Show the terminals</source>
        <translation>Terminals zeigen</translation>
    </message>
    <message>
        <source>Show the timeline of a log</source>
        <translation>Zeitleiste eines Protokolls zeigen</translation>
    </message>
    <message>
        <source>Show the work of agents</source>
        <translation>Arbeit der Agenten zeigen</translation>
    </message>
    <message>
        <source>Show or hide sessions</source>
        <translation>Sitzungen ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide inspector</source>
        <translation>Inspektor ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Nothing moves by itself</source>
        <translation>Nichts bewegt sich von selbst</translation>
    </message>
    <message>
        <source>Show archived sessions</source>
        <translation>Archivierte Sitzungen zeigen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Mark this place, or unmark it</source>
        <translation>Diese Stelle merken oder vergessen</translation>
    </message>
    <message>
        <source>Mark before</source>
        <translation>Vorige gemerkte Stelle</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Nächste gemerkte Stelle</translation>
    </message>
    <message>
        <source>Go to a mark</source>
        <translation>Zu einer gemerkten Stelle gehen</translation>
    </message>
    <message>
        <source>Show the connections</source>
        <translation>Verbindungen zeigen</translation>
    </message>
    <message>
        <source>Wall of sessions</source>
        <translation>Wand der Sitzungen</translation>
    </message>
    <message>
        <source>Move this panel into a window of its own</source>
        <translation>Diesen Bereich in ein eigenes Fenster verschieben</translation>
    </message>
    <message>
        <source>Show two panels at once</source>
        <translation>Zwei Bereiche zugleich zeigen</translation>
    </message>
    <message>
        <source>Put all panels back</source>
        <translation>Alle Bereiche zurückholen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Normal size</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Write the settings into a file</source>
        <translation>Einstellungen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Take settings from a file</source>
        <translation>Einstellungen aus einer Datei übernehmen</translation>
    </message>
    <message>
        <source>Export the connection report</source>
        <translation>Verbindungsbericht exportieren</translation>
    </message>
    <message>
        <source>Headgate&apos;s own log</source>
        <translation>Eigenes Protokoll von Headgate</translation>
    </message>
    <message>
        <source>Support bundle</source>
        <translation>Hilfspaket</translation>
    </message>
    <message>
        <source>About Headgate</source>
        <translation>Über Headgate</translation>
    </message>
</context>
<context>
    <name>TranscriptWords</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>reconnected</source>
        <translation>neu verbunden</translation>
    </message>
    <message>
        <source>asleep for %1</source>
        <translation>%1 im Ruhezustand</translation>
    </message>
    <message>
        <source>reconnected after %1</source>
        <translation>nach %1 neu verbunden</translation>
    </message>
    <message>
        <source>away for %1</source>
        <translation>%1 getrennt</translation>
    </message>
    <message>
        <source>nothing was missed</source>
        <translation>nichts wurde verpasst</translation>
    </message>
    <message>
        <source>1 event caught up</source>
        <translation>1 Ereignis nachgeholt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln events caught up</source>
        <translation>
            <numerusform>%Ln Ereignis nachgeholt</numerusform>
            <numerusform>%Ln Ereignisse nachgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>1 decision made elsewhere</source>
        <translation>1 Entscheidung fiel anderswo</translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions made elsewhere</source>
        <translation>
            <numerusform>%Ln Entscheidung fiel anderswo</numerusform>
            <numerusform>%Ln Entscheidungen fielen anderswo</numerusform>
        </translation>
    </message>
    <message>
        <source>stopped by you at %1</source>
        <translation>von Ihnen um %1 angehalten</translation>
    </message>
    <message>
        <source>earlier messages were summarised to make room</source>
        <translation>frühere Nachrichten wurden zusammengefasst, um Platz zu schaffen</translation>
    </message>
    <message>
        <source>earlier messages were summarised on request</source>
        <translation>frühere Nachrichten wurden auf Wunsch zusammengefasst</translation>
    </message>
    <message>
        <source>earlier messages were summarised</source>
        <translation>frühere Nachrichten wurden zusammengefasst</translation>
    </message>
    <message>
        <source>Allowed once</source>
        <translation>Einmal erlaubt</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Allowed from now on</source>
        <translation>Ab jetzt erlaubt</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>by you at %1</source>
        <translation>von Ihnen um %1</translation>
    </message>
    <message>
        <source>by another client at %1</source>
        <translation>von einem anderen Programm um %1</translation>
    </message>
    <message>
        <source>%1, %2 after asking</source>
        <translation>%1, %2 nach der Anfrage</translation>
    </message>
    <message>
        <source>%1 · confirmed by the stream</source>
        <translation>%1 · vom Stream bestätigt</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denkt nach</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Nachgedacht</translation>
    </message>
    <message>
        <source>Thought for a moment</source>
        <translation>Einen Moment nachgedacht</translation>
    </message>
    <message>
        <source>Thought for %1</source>
        <translation>%1 lang nachgedacht</translation>
    </message>
    <message>
        <source>The turn was stopped.</source>
        <translation>Der Zug wurde angehalten.</translation>
    </message>
    <message>
        <source>The provider did not accept the key: %1</source>
        <translation>Der Anbieter hat den Schlüssel nicht angenommen: %1</translation>
    </message>
    <message>
        <source>The answer grew too long and was cut.</source>
        <translation>Die Antwort wurde zu lang und ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The turn failed: %1</source>
        <translation>Der Zug ist gescheitert: %1</translation>
    </message>
    <message>
        <source>attached file</source>
        <translation>angehängte Datei</translation>
    </message>
    <message>
        <source>attached file, %1</source>
        <translation>angehängte Datei, %1</translation>
    </message>
    <message>
        <source>1 more attached file</source>
        <translation>1 weitere angehängte Datei</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more attached files</source>
        <translation>
            <numerusform>%Ln weitere angehängte Datei</numerusform>
            <numerusform>%Ln weitere angehängte Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show all %Ln lines</source>
        <translation>
            <numerusform>%Ln Zeile zeigen</numerusform>
            <numerusform>Alle %Ln Zeilen zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>1 earlier line is not shown</source>
        <translation>1 frühere Zeile wird nicht gezeigt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln earlier lines are not shown</source>
        <translation>
            <numerusform>%Ln frühere Zeile wird nicht gezeigt</numerusform>
            <numerusform>%Ln frühere Zeilen werden nicht gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>Abrufen</translation>
    </message>
    <message>
        <source>Todos</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>waits for you</source>
        <translation>wartet auf Sie</translation>
    </message>
    <message>
        <source>its subagent waits for you</source>
        <translation>sein Unteragent wartet auf Sie</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Taken by the server</source>
        <translation>Vom Server angenommen</translation>
    </message>
    <message>
        <source>Nobody knows yet whether it arrived. The session is being read.</source>
        <translation>Ob es angekommen ist, ist noch nicht bekannt. Die Sitzung wird gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) changed by this turn, +%1 −%2</source>
        <translation>
            <numerusform>%Ln Datei in diesem Zug geändert, +%1 −%2</numerusform>
            <numerusform>%Ln Dateien in diesem Zug geändert, +%1 −%2</numerusform>
        </translation>
    </message>
    <message>
        <source>The turn was interrupted here.</source>
        <translation>Der Zug wurde hier unterbrochen.</translation>
    </message>
    <message>
        <source>Queued: the agent takes it up after what it does now.</source>
        <translation>Eingereiht: Der Agent nimmt es auf, sobald er mit dem Jetzigen fertig ist.</translation>
    </message>
    <message>
        <source>undone from here on, until it is restored or the session goes on</source>
        <translation>ab hier rückgängig gemacht, bis es wiederhergestellt wird oder die Sitzung weitergeht</translation>
    </message>
    <message>
        <source>Some text was missed here. It arrives when the part is complete.</source>
        <translation>Hier fehlt etwas Text. Er kommt, sobald der Abschnitt vollständig ist.</translation>
    </message>
    <message>
        <source>Loading this session</source>
        <translation>Diese Sitzung wird geladen</translation>
    </message>
    <message>
        <source>Choose a session to read it here.</source>
        <translation>Wählen Sie eine Sitzung aus, um sie hier zu lesen.</translation>
    </message>
    <message>
        <source>Nothing has been said in this session yet.</source>
        <translation>In dieser Sitzung wurde noch nichts gesagt.</translation>
    </message>
    <message>
        <source>Earlier messages load as you scroll up.</source>
        <translation>Frühere Nachrichten werden beim Hochblättern geladen.</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Open this agent&apos;s session</source>
        <translation>Sitzung dieses Agenten öffnen</translation>
    </message>
    <message>
        <source>Added by the server</source>
        <translation>Vom Server hinzugefügt</translation>
    </message>
    <message>
        <source>The provider failed and is asked again: %1</source>
        <translation>Der Anbieter ist ausgefallen und wird erneut gefragt: %1</translation>
    </message>
    <message>
        <source>It has no text.</source>
        <translation>Ohne Text.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Picture, %1 × %2</source>
        <translation>Bild, %1 × %2</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>The password file %1 cannot be read: %2</source>
        <translation>Die Passwortdatei %1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>Watch coding agents and decide what they may do.</source>
        <translation>Programmier-Agenten zusehen und entscheiden, was sie dürfen.</translation>
    </message>
    <message>
        <source>Follow SOURCE: opencode:URL, a bare URL, or demo:. May be repeated.</source>
        <translation>SOURCE verfolgen: opencode:URL, eine bloße URL oder demo:. Darf wiederholt werden.</translation>
    </message>
    <message>
        <source>Open the session with this id.</source>
        <translation>Die Sitzung mit dieser Kennung öffnen.</translation>
    </message>
    <message>
        <source>Show a recorded session; no server is needed.</source>
        <translation>Eine aufgezeichnete Sitzung zeigen; ein Server ist nicht nötig.</translation>
    </message>
    <message>
        <source>Keep history and settings in DIR.</source>
        <translation>Verlauf und Einstellungen in DIR aufbewahren.</translation>
    </message>
    <message>
        <source>Read the password from the first line of FILE.</source>
        <translation>Das Passwort aus der ersten Zeile von FILE lesen.</translation>
    </message>
    <message>
        <source>Use these colours: system, light, dark or contrast.</source>
        <translation>Diese Farben verwenden: system, light, dark oder contrast.</translation>
    </message>
    <message>
        <source>Write a picture of the window to FILE, then end.</source>
        <translation>Ein Bild des Fensters in FILE schreiben und enden.</translation>
    </message>
    <message>
        <source>How long to wait before the picture, in milliseconds.</source>
        <translation>Wie lange vor dem Bild gewartet wird, in Millisekunden.</translation>
    </message>
    <message>
        <source>--after needs a number of milliseconds.</source>
        <translation>--after braucht eine Anzahl von Millisekunden.</translation>
    </message>
    <message>
        <source>--theme is system, light, dark or contrast.</source>
        <translation>--theme ist system, light, dark oder contrast.</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open a page of %1 in the browser?</source>
        <translation>Eine Seite von %1 im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>Hier bleiben</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>Bei der Arbeit</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>Epics</source>
        <translation>Vorhaben</translation>
    </message>
    <message>
        <source>Tasks of no epic</source>
        <translation>Aufgaben ohne Vorhaben</translation>
    </message>
    <message>
        <source>Handoffs</source>
        <translation>Übergaben</translation>
    </message>
    <message>
        <source>taken up</source>
        <translation>aufgenommen</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Als Nächstes</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Wissenswert</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>Annahmen</translation>
    </message>
    <message>
        <source>Learnt</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>The context was full</source>
        <translation>Der Kontext war voll</translation>
    </message>
    <message>
        <source>The person left</source>
        <translation>Die Person ging</translation>
    </message>
    <message>
        <source>The session was interrupted</source>
        <translation>Die Sitzung wurde unterbrochen</translation>
    </message>
    <message>
        <source>Handed off</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>to avoid</source>
        <translation>zu vermeiden</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>preference</source>
        <translation>Vorliebe</translation>
    </message>
    <message>
        <source>last byte %1 ago</source>
        <translation>letztes Byte vor %1</translation>
    </message>
    <message>
        <source>last activity: %1</source>
        <translation>letzte Aktivität: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 request(s) of its subagents wait for you</source>
        <translation>
            <numerusform>%1 Anfrage seiner Unteragenten wartet auf Sie</numerusform>
            <numerusform>%1 Anfragen seiner Unteragenten warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>the session it belongs to is not known here</source>
        <translation>die Sitzung, zu der sie gehört, ist hier nicht bekannt</translation>
    </message>
    <message>
        <source>at work for %1</source>
        <translation>seit %1 bei der Arbeit</translation>
    </message>
    <message>
        <source>at work</source>
        <translation>bei der Arbeit</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>handed off</source>
        <translation>übergeben</translation>
    </message>
    <message>
        <source>handed off to %1</source>
        <translation>übergeben an %1</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>needs a person</source>
        <translation>braucht eine Person</translation>
    </message>
    <message>
        <source>Tool calls</source>
        <translation>Werkzeugaufrufe</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s)</source>
        <translation>
            <numerusform>%n Aufruf</numerusform>
            <numerusform>%n Aufrufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on average</source>
        <translation>im Mittel %1</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n gescheitert</numerusform>
            <numerusform>%n gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Step ended: %1</source>
        <translation>Schritt beendet: %1</translation>
    </message>
    <message>
        <source>Step at work</source>
        <translation>Schritt läuft</translation>
    </message>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n Mal</numerusform>
            <numerusform>%n Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 older are in the log</source>
        <translation>%1 ältere stehen im Protokoll</translation>
    </message>
    <message>
        <source>Run a command</source>
        <translation>Befehl ausführen</translation>
    </message>
    <message>
        <source>wants to run %1</source>
        <translation>möchte %1 ausführen</translation>
    </message>
    <message>
        <source>Edit a file</source>
        <translation>Datei bearbeiten</translation>
    </message>
    <message>
        <source>wants to edit %1</source>
        <translation>möchte %1 bearbeiten</translation>
    </message>
    <message>
        <source>Write a file</source>
        <translation>Datei schreiben</translation>
    </message>
    <message>
        <source>wants to write %1</source>
        <translation>möchte %1 schreiben</translation>
    </message>
    <message>
        <source>Read a file</source>
        <translation>Datei lesen</translation>
    </message>
    <message>
        <source>wants to read %1</source>
        <translation>möchte %1 lesen</translation>
    </message>
    <message>
        <source>List a folder</source>
        <translation>Ordner auflisten</translation>
    </message>
    <message>
        <source>wants to list %1</source>
        <translation>möchte %1 auflisten</translation>
    </message>
    <message>
        <source>Look for files</source>
        <translation>Dateien suchen</translation>
    </message>
    <message>
        <source>wants to look for %1</source>
        <translation>möchte nach %1 suchen</translation>
    </message>
    <message>
        <source>Search in files</source>
        <translation>In Dateien suchen</translation>
    </message>
    <message>
        <source>wants to search for %1</source>
        <translation>möchte in Dateien nach %1 suchen</translation>
    </message>
    <message>
        <source>Open a web page</source>
        <translation>Webseite öffnen</translation>
    </message>
    <message>
        <source>wants to open %1</source>
        <translation>möchte %1 öffnen</translation>
    </message>
    <message>
        <source>Search the web</source>
        <translation>Im Web suchen</translation>
    </message>
    <message>
        <source>wants to search the web for %1</source>
        <translation>möchte im Web nach %1 suchen</translation>
    </message>
    <message>
        <source>Start a subagent</source>
        <translation>Unteragenten starten</translation>
    </message>
    <message>
        <source>wants to start %1</source>
        <translation>möchte %1 starten</translation>
    </message>
    <message>
        <source>Leave the project folder</source>
        <translation>Projektordner verlassen</translation>
    </message>
    <message>
        <source>wants to go to %1</source>
        <translation>möchte nach %1 wechseln</translation>
    </message>
    <message>
        <source>Go on in spite of repetition</source>
        <translation>Trotz Wiederholung weitermachen</translation>
    </message>
    <message>
        <source>repeats itself: %1</source>
        <translation>wiederholt sich: %1</translation>
    </message>
    <message>
        <source>Look after it yourself</source>
        <translation>Selbst eingreifen</translation>
    </message>
    <message>
        <source>Decide a checkpoint</source>
        <translation>Haltepunkt entscheiden</translation>
    </message>
    <message>
        <source>Answer a question</source>
        <translation>Frage beantworten</translation>
    </message>
    <message>
        <source>Approve a plan</source>
        <translation>Plan freigeben</translation>
    </message>
    <message>
        <source>Approve a change</source>
        <translation>Änderung freigeben</translation>
    </message>
    <message>
        <source>Use a tool</source>
        <translation>Werkzeug verwenden</translation>
    </message>
    <message>
        <source>Use “%1”</source>
        <translation>„%1“ verwenden</translation>
    </message>
    <message>
        <source>asks: %1</source>
        <translation>fragt: %1</translation>
    </message>
    <message>
        <source>wants its plan approved</source>
        <translation>möchte, dass sein Plan freigegeben wird</translation>
    </message>
    <message>
        <source>wants its change approved</source>
        <translation>möchte, dass seine Änderung freigegeben wird</translation>
    </message>
    <message>
        <source>wants to use %1</source>
        <translation>möchte %1 verwenden</translation>
    </message>
    <message>
        <source>asked %1 ago</source>
        <translation>vor %1 gefragt</translation>
    </message>
    <message>
        <source>asked at least %1 ago</source>
        <translation>vor mindestens %1 gefragt</translation>
    </message>
    <message>
        <source>allowed once</source>
        <translation>einmal erlaubt</translation>
    </message>
    <message>
        <source>allowed always</source>
        <translation>immer erlaubt</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>expired %1 ago, yet still waits</source>
        <translation>vor %1 abgelaufen, wartet aber noch</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <translation>läuft in %1 ab</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>approved, “%1”</source>
        <translation>freigegeben, „%1“</translation>
    </message>
    <message>
        <source>answered “%1”</source>
        <translation>beantwortet mit „%1“</translation>
    </message>
    <message>
        <source>Being checked: whether it still waits.</source>
        <translation>Wird geprüft: ob sie noch wartet.</translation>
    </message>
    <message>
        <source>Sending: %1.</source>
        <translation>Wird gesendet: %1.</translation>
    </message>
    <message>
        <source>Sent: %1. The stream has not confirmed it yet.</source>
        <translation>Gesendet: %1. Der Stream hat es noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>Confirmed by the stream: %1.</source>
        <translation>Vom Stream bestätigt: %1.</translation>
    </message>
    <message>
        <source>Confirmed by the stream: %1 at %2.</source>
        <translation>Vom Stream bestätigt: %1 um %2.</translation>
    </message>
    <message>
        <source>It had been answered before this answer arrived. How is not known.</source>
        <translation>Sie war schon beantwortet, bevor diese Antwort ankam. Wie, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Already answered by another client: %1.</source>
        <translation>Bereits von einem anderen Programm beantwortet: %1.</translation>
    </message>
    <message>
        <source>Already answered by another client: %1 at %2.</source>
        <translation>Bereits von einem anderen Programm beantwortet: %1 um %2.</translation>
    </message>
    <message>
        <source>Answered too late: the turn had ended. The answer had no effect.</source>
        <translation>Zu spät beantwortet: Der Zug war zu Ende. Die Antwort blieb ohne Wirkung.</translation>
    </message>
    <message>
        <source>Settled together with another request of its session: %1.</source>
        <translation>Zusammen mit einer anderen Anfrage der Sitzung erledigt: %1.</translation>
    </message>
    <message>
        <source>The turn ended without an answer. Nothing is waited for any more.</source>
        <translation>Der Zug endete ohne Antwort. Es wird auf nichts mehr gewartet.</translation>
    </message>
    <message>
        <source>The request went away while the server was out of sight. How it was answered is not known.</source>
        <translation>Die Anfrage verschwand, während der Server nicht erreichbar war. Wie sie beantwortet wurde, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The answer did not get through. You can answer again.</source>
        <translation>Die Antwort kam nicht durch. Sie können erneut antworten.</translation>
    </message>
    <message>
        <source>Not decided. %1</source>
        <translation>Nicht entschieden. %1</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Live, confirmed waiting %1 ago</source>
        <translation>Live, vor %1 noch wartend bestätigt</translation>
    </message>
    <message>
        <source>Offline: last known to wait at %1</source>
        <translation>Offline: wartete zuletzt um %1</translation>
    </message>
    <message>
        <source>Stopped the session</source>
        <translation>Sitzung angehalten</translation>
    </message>
    <message>
        <source>Sent a prompt</source>
        <translation>Nachricht gesendet</translation>
    </message>
    <message>
        <source>Renamed the session</source>
        <translation>Sitzung umbenannt</translation>
    </message>
    <message>
        <source>Deleted the session</source>
        <translation>Sitzung gelöscht</translation>
    </message>
    <message>
        <source>Began a session</source>
        <translation>Sitzung begonnen</translation>
    </message>
    <message>
        <source>Archived the session</source>
        <translation>Sitzung archiviert</translation>
    </message>
    <message>
        <source>Revoked a saved approval</source>
        <translation>Gespeicherte Freigabe widerrufen</translation>
    </message>
    <message>
        <source>Answered by another client</source>
        <translation>Von einem anderen Programm beantwortet</translation>
    </message>
    <message>
        <source>Another client: %1</source>
        <translation>Anderes Programm: %1</translation>
    </message>
    <message>
        <source>Too late: %1</source>
        <translation>Zu spät: %1</translation>
    </message>
    <message>
        <source>Did not get through: %1</source>
        <translation>Nicht durchgekommen: %1</translation>
    </message>
    <message>
        <source>Ended without an answer</source>
        <translation>Ohne Antwort beendet</translation>
    </message>
    <message>
        <source>Vanished; nobody can say how</source>
        <translation>Verschwunden; wie, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1; what came of it is not known</source>
        <translation>%1; was daraus wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>in the window</source>
        <translation>im Fenster</translation>
    </message>
    <message>
        <source>in a notification</source>
        <translation>in einer Benachrichtigung</translation>
    </message>
    <message>
        <source>on the command line</source>
        <translation>auf der Befehlszeile</translation>
    </message>
    <message>
        <source>by %1 %2</source>
        <translation>von %1 %2</translation>
    </message>
    <message>
        <source>, %1 after it was seen</source>
        <translation>, %1 nachdem sie gesehen wurde</translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s), each follows the one before</source>
        <translation>
            <numerusform>%n Entscheidung, lückenlos verkettet</numerusform>
            <numerusform>%n Entscheidungen, jede schließt an die vorige an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decision(s) are not in the record any more</source>
        <translation>
            <numerusform>%n Entscheidung fehlt inzwischen in der Aufzeichnung</numerusform>
            <numerusform>%n Entscheidungen fehlen inzwischen in der Aufzeichnung</numerusform>
        </translation>
    </message>
    <message>
        <source>The record was changed at line %1</source>
        <translation>Die Aufzeichnung wurde in Zeile %1 verändert</translation>
    </message>
    <message>
        <source>Session begins: %1</source>
        <translation>Sitzung beginnt: %1</translation>
    </message>
    <message>
        <source>A session begins</source>
        <translation>Eine Sitzung beginnt</translation>
    </message>
    <message>
        <source>Session is idle</source>
        <translation>Sitzung ruht</translation>
    </message>
    <message>
        <source>Session was compacted</source>
        <translation>Sitzung wurde verdichtet</translation>
    </message>
    <message>
        <source>Session failed</source>
        <translation>Sitzung ist gescheitert</translation>
    </message>
    <message>
        <source>Session was deleted</source>
        <translation>Sitzung wurde gelöscht</translation>
    </message>
    <message>
        <source>Session was stopped</source>
        <translation>Sitzung wurde angehalten</translation>
    </message>
    <message>
        <source>Step begins: %1</source>
        <translation>Schritt beginnt: %1</translation>
    </message>
    <message>
        <source>Step begins</source>
        <translation>Schritt beginnt</translation>
    </message>
    <message>
        <source>Step ends: %1</source>
        <translation>Schritt endet: %1</translation>
    </message>
    <message>
        <source>Step ends</source>
        <translation>Schritt endet</translation>
    </message>
    <message>
        <source>Writes</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Wrote</source>
        <translation>Hat geschrieben</translation>
    </message>
    <message>
        <source>Thinks</source>
        <translation>Denkt nach</translation>
    </message>
    <message>
        <source>Thought</source>
        <translation>Nachgedacht</translation>
    </message>
    <message>
        <source>Message is complete</source>
        <translation>Nachricht ist vollständig</translation>
    </message>
    <message>
        <source>%1 was chosen</source>
        <translation>%1 wurde gewählt</translation>
    </message>
    <message>
        <source>An agent was chosen</source>
        <translation>Ein Agent wurde gewählt</translation>
    </message>
    <message>
        <source>Files were noted</source>
        <translation>Dateien wurden festgehalten</translation>
    </message>
    <message>
        <source>Tries again</source>
        <translation>Versucht es erneut</translation>
    </message>
    <message>
        <source>%1 is given work</source>
        <translation>%1 bekommt Arbeit</translation>
    </message>
    <message>
        <source>An agent is given work</source>
        <translation>Ein Agent bekommt Arbeit</translation>
    </message>
    <message>
        <source>%1 is done</source>
        <translation>%1 ist fertig</translation>
    </message>
    <message>
        <source>An agent is done</source>
        <translation>Ein Agent ist fertig</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist gescheitert</translation>
    </message>
    <message>
        <source>An agent failed</source>
        <translation>Ein Agent ist gescheitert</translation>
    </message>
    <message>
        <source>%1 was stopped</source>
        <translation>%1 wurde angehalten</translation>
    </message>
    <message>
        <source>An agent was stopped</source>
        <translation>Ein Agent wurde angehalten</translation>
    </message>
    <message>
        <source>%1 hands off</source>
        <translation>%1 übergibt</translation>
    </message>
    <message>
        <source>An agent hands off</source>
        <translation>Ein Agent übergibt</translation>
    </message>
    <message>
        <source>%1 pauses</source>
        <translation>%1 pausiert</translation>
    </message>
    <message>
        <source>An agent pauses</source>
        <translation>Ein Agent pausiert</translation>
    </message>
    <message>
        <source>%1 goes on</source>
        <translation>%1 macht weiter</translation>
    </message>
    <message>
        <source>An agent goes on</source>
        <translation>Ein Agent macht weiter</translation>
    </message>
    <message>
        <source>Asks: %1</source>
        <translation>Fragt: %1</translation>
    </message>
    <message>
        <source>Asks a person</source>
        <translation>Fragt eine Person</translation>
    </message>
    <message>
        <source>Approved: %1</source>
        <translation>Freigegeben: %1</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Rejected: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>A person stepped in</source>
        <translation>Eine Person griff ein</translation>
    </message>
    <message>
        <source>Changed %1</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>A file changed</source>
        <translation>Eine Datei wurde geändert</translation>
    </message>
    <message>
        <source>Patched %1</source>
        <translation>%1 angepasst</translation>
    </message>
    <message>
        <source>Files were patched</source>
        <translation>Dateien wurden angepasst</translation>
    </message>
    <message>
        <source>Learnt: %1</source>
        <translation>Gelernt: %1</translation>
    </message>
    <message>
        <source>Something was learnt</source>
        <translation>Etwas wurde gelernt</translation>
    </message>
    <message>
        <source>Epic planned: %1</source>
        <translation>Vorhaben geplant: %1</translation>
    </message>
    <message>
        <source>An epic is planned</source>
        <translation>Ein Vorhaben ist geplant</translation>
    </message>
    <message>
        <source>Epic begins: %1</source>
        <translation>Vorhaben beginnt: %1</translation>
    </message>
    <message>
        <source>An epic begins</source>
        <translation>Ein Vorhaben beginnt</translation>
    </message>
    <message>
        <source>Epic is done: %1</source>
        <translation>Vorhaben ist fertig: %1</translation>
    </message>
    <message>
        <source>An epic is done</source>
        <translation>Ein Vorhaben ist fertig</translation>
    </message>
    <message>
        <source>Epic failed: %1</source>
        <translation>Vorhaben ist gescheitert: %1</translation>
    </message>
    <message>
        <source>An epic failed</source>
        <translation>Ein Vorhaben ist gescheitert</translation>
    </message>
    <message>
        <source>Epic archived: %1</source>
        <translation>Vorhaben archiviert: %1</translation>
    </message>
    <message>
        <source>An epic was archived</source>
        <translation>Ein Vorhaben wurde archiviert</translation>
    </message>
    <message>
        <source>Task planned: %1</source>
        <translation>Aufgabe geplant: %1</translation>
    </message>
    <message>
        <source>A task is planned</source>
        <translation>Eine Aufgabe ist geplant</translation>
    </message>
    <message>
        <source>Task begins: %1</source>
        <translation>Aufgabe beginnt: %1</translation>
    </message>
    <message>
        <source>A task begins</source>
        <translation>Eine Aufgabe beginnt</translation>
    </message>
    <message>
        <source>Task is done: %1</source>
        <translation>Aufgabe ist fertig: %1</translation>
    </message>
    <message>
        <source>A task is done</source>
        <translation>Eine Aufgabe ist fertig</translation>
    </message>
    <message>
        <source>Task failed: %1</source>
        <translation>Aufgabe ist gescheitert: %1</translation>
    </message>
    <message>
        <source>A task failed</source>
        <translation>Eine Aufgabe ist gescheitert</translation>
    </message>
    <message>
        <source>Task waits: %1</source>
        <translation>Aufgabe wartet: %1</translation>
    </message>
    <message>
        <source>A task waits</source>
        <translation>Eine Aufgabe wartet</translation>
    </message>
    <message>
        <source>Rule: %1</source>
        <translation>Regel: %1</translation>
    </message>
    <message>
        <source>A rule was given</source>
        <translation>Eine Regel wurde vorgegeben</translation>
    </message>
    <message>
        <source>Assumes: %1</source>
        <translation>Nimmt an: %1</translation>
    </message>
    <message>
        <source>An assumption was made</source>
        <translation>Eine Annahme wurde getroffen</translation>
    </message>
    <message>
        <source>Hands off: %1</source>
        <translation>Übergibt: %1</translation>
    </message>
    <message>
        <source>Hands off to the next run</source>
        <translation>Übergibt an den nächsten Lauf</translation>
    </message>
    <message>
        <source>Taken up: %1</source>
        <translation>Aufgenommen: %1</translation>
    </message>
    <message>
        <source>A handoff is taken up</source>
        <translation>Eine Übergabe wird aufgenommen</translation>
    </message>
    <message>
        <source>%1 begins a phase</source>
        <translation>%1 beginnt eine Phase</translation>
    </message>
    <message>
        <source>A phase begins</source>
        <translation>Eine Phase beginnt</translation>
    </message>
    <message>
        <source>%1 ends a phase</source>
        <translation>%1 beendet eine Phase</translation>
    </message>
    <message>
        <source>A phase ends</source>
        <translation>Eine Phase endet</translation>
    </message>
    <message>
        <source>%1 reports</source>
        <translation>%1 berichtet</translation>
    </message>
    <message>
        <source>A report</source>
        <translation>Ein Bericht</translation>
    </message>
    <message>
        <source>%1 needs a person</source>
        <translation>%1 braucht eine Person</translation>
    </message>
    <message>
        <source>A person is needed</source>
        <translation>Eine Person wird gebraucht</translation>
    </message>
    <message>
        <source>Context goes to %1</source>
        <translation>Kontext geht an %1</translation>
    </message>
    <message>
        <source>Context goes to another agent</source>
        <translation>Kontext geht an einen anderen Agenten</translation>
    </message>
    <message>
        <source>a tool</source>
        <translation>ein Werkzeug</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 läuft</translation>
    </message>
    <message>
        <source>%1 is called</source>
        <translation>%1 wird aufgerufen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Since %1</source>
        <translation>Seit %1</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Recording ended, and not everything could be written. %1</source>
        <translation>Die Aufzeichnung endete, und nicht alles konnte geschrieben werden. %1</translation>
    </message>
    <message>
        <source>What %1 tells from now on is written into an event log.</source>
        <translation>Was %1 ab jetzt meldet, wird in ein Ereignisprotokoll geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>Recording ended: %n event(s) are in %1.</source>
        <translation>
            <numerusform>Aufzeichnung beendet: %n Ereignis steht in %1.</numerusform>
            <numerusform>Aufzeichnung beendet: %n Ereignisse stehen in %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording into %1. Nothing was told yet.</source>
        <translation>Aufzeichnung in %1. Noch wurde nichts gemeldet.</translation>
    </message>
    <message numerus="yes">
        <source>Recording into %1: %n event(s) so far.</source>
        <translation>
            <numerusform>Aufzeichnung in %1: bisher %n Ereignis.</numerusform>
            <numerusform>Aufzeichnung in %1: bisher %n Ereignisse.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program holds the log. What comes meanwhile is kept and written then.</source>
        <translation>Ein anderes Programm hält das Protokoll. Was inzwischen kommt, wird aufbewahrt und danach geschrieben.</translation>
    </message>
    <message>
        <source>Recording ended. %1</source>
        <translation>Aufzeichnung beendet. %1</translation>
    </message>
    <message>
        <source>The server cannot be reached (%1). Start it, or check the address.</source>
        <translation>Der Server ist nicht erreichbar (%1). Starten Sie ihn oder prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>no reason was given</source>
        <translation>ohne Angabe eines Grundes</translation>
    </message>
    <message>
        <source>The server did not answer within %1 s. It is tried again.</source>
        <translation>Der Server hat innerhalb von %1 s nicht geantwortet. Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>some</source>
        <translation>einige</translation>
    </message>
    <message>
        <source>The connection ended (%1). It is opened again.</source>
        <translation>Die Verbindung endete (%1). Sie wird neu geöffnet.</translation>
    </message>
    <message>
        <source>Nothing came for %1 s, not even a heartbeat. The connection is opened again.</source>
        <translation>Seit %1 s kam nichts, nicht einmal ein Lebenszeichen. Die Verbindung wird neu geöffnet.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted (%1). Correct it on the server.</source>
        <translation>Dem Zertifikat des Servers wird nicht vertraut (%1). Berichtigen Sie es auf dem Server.</translation>
    </message>
    <message>
        <source>The server asks for a password. Enter the user and the password again.</source>
        <translation>Der Server verlangt ein Passwort. Geben Sie Benutzer und Passwort erneut ein.</translation>
    </message>
    <message>
        <source>Something else answers there (%1). Check the address and the port.</source>
        <translation>Dort antwortet etwas anderes (%1). Prüfen Sie Adresse und Port.</translation>
    </message>
    <message>
        <source>not an OpenCode server</source>
        <translation>kein OpenCode-Server</translation>
    </message>
    <message>
        <source>The server answered %1 (%2). It is tried again.</source>
        <translation>Der Server antwortete %1 (%2). Es wird erneut versucht.</translation>
    </message>
    <message>
        <source>with an error</source>
        <translation>mit einem Fehler</translation>
    </message>
    <message>
        <source>The server points to another place (%1). Connect to that address if you trust it.</source>
        <translation>Der Server verweist auf eine andere Stelle (%1). Verbinden Sie sich mit jener Adresse, wenn Sie ihr vertrauen.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>One event could not be read (%1). It was left out and the rest goes on.</source>
        <translation>Ein Ereignis ließ sich nicht lesen (%1). Es wurde ausgelassen, der Rest läuft weiter.</translation>
    </message>
    <message>
        <source>One event was too large (%1 bytes). It was left out and the rest goes on.</source>
        <translation>Ein Ereignis war zu groß (%1 Bytes). Es wurde ausgelassen, der Rest läuft weiter.</translation>
    </message>
    <message>
        <source>The server&apos;s answer for %1 could not be read (%2). Its version may be too new or too old.</source>
        <translation>Die Antwort des Servers auf %1 ließ sich nicht lesen (%2). Seine Version ist vielleicht zu neu oder zu alt.</translation>
    </message>
    <message>
        <source>a request</source>
        <translation>eine Anfrage</translation>
    </message>
    <message>
        <source>another shape than expected</source>
        <translation>andere Form als erwartet</translation>
    </message>
    <message>
        <source>The profile %1 is in use by %2. Close the other one or choose another profile.</source>
        <translation>Das Profil %1 wird von %2 benutzt. Schließen Sie das andere Programm oder wählen Sie ein anderes Profil.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>another program</source>
        <translation>einem anderen Programm</translation>
    </message>
    <message>
        <source>The history cannot be written (%1). Check the disk, then start again.</source>
        <translation>Der Verlauf lässt sich nicht schreiben (%1). Prüfen Sie den Datenträger und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>The server does not know this request any more. Nothing was decided by you.</source>
        <translation>Der Server kennt diese Anfrage nicht mehr. Von Ihnen wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>Another client answered first.</source>
        <translation>Ein anderes Programm hat zuerst geantwortet.</translation>
    </message>
    <message>
        <source>Another client answered first: %1.</source>
        <translation>Ein anderes Programm hat zuerst geantwortet: %1.</translation>
    </message>
    <message>
        <source>The answer came too late: the turn had ended. It had no effect.</source>
        <translation>Die Antwort kam zu spät: Der Zug war zu Ende. Sie blieb ohne Wirkung.</translation>
    </message>
    <message>
        <source>That is no answer to this request: %1.</source>
        <translation>Das ist keine Antwort auf diese Anfrage: %1.</translation>
    </message>
    <message>
        <source>It cannot be stopped from here: nothing there takes that wish.</source>
        <translation>Das Anhalten geht von hier aus nicht: Dort nimmt nichts diesen Wunsch entgegen.</translation>
    </message>
    <message>
        <source>The answer was sent, but nothing came back. It may or may not have arrived; look at the session before you answer again.</source>
        <translation>Die Antwort wurde gesendet, aber es kam nichts zurück. Ob sie ankam, ist ungewiss; sehen Sie sich die Sitzung an, bevor Sie erneut antworten.</translation>
    </message>
    <message>
        <source>Another program listens at %1 already. Stop it, or choose another port.</source>
        <translation>An %1 lauscht bereits ein anderes Programm. Beenden Sie es oder wählen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>that port</source>
        <translation>diesem Port</translation>
    </message>
    <message>
        <source>Headgate cannot listen at %1 (%2).</source>
        <translation>Headgate kann an %1 nicht lauschen (%2).</translation>
    </message>
    <message>
        <source>that address</source>
        <translation>dieser Adresse</translation>
    </message>
    <message>
        <source>“%1” is not an address Headgate can follow. An example: http://127.0.0.1:4096</source>
        <translation>„%1“ ist keine Adresse, die Headgate verfolgen kann. Ein Beispiel: http://127.0.0.1:4096</translation>
    </message>
    <message>
        <source>There is no session %1 here. Choose one from the list.</source>
        <translation>Eine Sitzung %1 gibt es hier nicht. Wählen Sie eine aus der Liste.</translation>
    </message>
    <message>
        <source>There is no stream at %1. It was never made, was deleted or has expired.</source>
        <translation>An %1 gibt es keinen Stream. Er wurde nie angelegt, wurde gelöscht oder ist abgelaufen.</translation>
    </message>
    <message>
        <source>this address</source>
        <translation>dieser Adresse</translation>
    </message>
    <message>
        <source>The history before %1 is gone on the server. The stream is read from its start again; what was read before is kept.</source>
        <translation>Der Verlauf vor %1 ist auf dem Server nicht mehr vorhanden. Der Stream wird wieder von vorn gelesen; was schon gelesen war, bleibt erhalten.</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>There is no file %1 yet. It is read as soon as it appears.</source>
        <translation>Eine Datei %1 gibt es noch nicht. Sie wird gelesen, sobald sie erscheint.</translation>
    </message>
    <message>
        <source>there</source>
        <translation>dort</translation>
    </message>
    <message>
        <source>The log %1 does not hold any more what was read of it. It is read from its start; what was read before stays in the list.</source>
        <translation>Das Protokoll %1 enthält nicht mehr, was daraus gelesen wurde. Es wird von vorn gelesen; was schon gelesen war, bleibt in der Liste.</translation>
    </message>
    <message numerus="yes">
        <source>%1 holds %2 line(s) that are no events: %3. They were left out and the rest goes on.</source>
        <translation>
            <numerusform>%1 enthält %2 Zeile, die kein Ereignis ist: %3. Sie wurde ausgelassen, der Rest läuft weiter.</numerusform>
            <numerusform>%1 enthält %2 Zeilen, die keine Ereignisse sind: %3. Sie wurden ausgelassen, der Rest läuft weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>The log</source>
        <translation>Das Protokoll</translation>
    </message>
    <message>
        <source>This request was seen in a stream, and a stream cannot be answered. Answer it where the agent runs.</source>
        <translation>Diese Anfrage kam aus einem Stream, und einem Stream kann man nicht antworten. Antworten Sie dort, wo der Agent läuft.</translation>
    </message>
    <message>
        <source>One line is no event: it has no “%1”. It was left out and the rest goes on.</source>
        <translation>Eine Zeile ist kein Ereignis: Ihr fehlt „%1“. Sie wurde ausgelassen, der Rest läuft weiter.</translation>
    </message>
    <message>
        <source>type</source>
        <translation>type</translation>
    </message>
    <message>
        <source>The log %1 cannot be used (%2). Check the path and your rights.</source>
        <translation>Das Protokoll %1 ist nicht benutzbar (%2). Prüfen Sie den Pfad und Ihre Rechte.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Another program held the log %1 for %2 s. Nothing was written; try again.</source>
        <translation>Ein anderes Programm hielt das Protokoll %1 für %2 s. Es wurde nichts geschrieben; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Another program took the lock of the log %1 meanwhile. Look at the log before you try again.</source>
        <translation>Ein anderes Programm hat inzwischen die Sperre des Protokolls %1 übernommen. Sehen Sie sich das Protokoll an, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>That cannot be done from here: nothing there takes that wish.</source>
        <translation>Das geht von hier aus nicht: Dort nimmt nichts diesen Wunsch entgegen.</translation>
    </message>
    <message>
        <source>The message is not in the session: the server did not keep it. Its words are still here.</source>
        <translation>Die Nachricht steht nicht in der Sitzung: Der Server hat sie nicht behalten. Ihr Wortlaut ist noch hier.</translation>
    </message>
    <message>
        <source>The checkpoint %1 has expired. It can still be decided, with --override.</source>
        <translation>Der Haltepunkt %1 ist abgelaufen. Mit --override kann noch entschieden werden.</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>angefragte</translation>
    </message>
    <message>
        <source>not reachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>connection ended</source>
        <translation>Verbindung beendet</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>still</translation>
    </message>
    <message>
        <source>certificate not trusted</source>
        <translation>Zertifikat nicht vertrauenswürdig</translation>
    </message>
    <message>
        <source>password needed</source>
        <translation>Passwort nötig</translation>
    </message>
    <message>
        <source>server error %1</source>
        <translation>Serverfehler %1</translation>
    </message>
    <message>
        <source>points elsewhere</source>
        <translation>verweist woandershin</translation>
    </message>
    <message>
        <source>unreadable event</source>
        <translation>unlesbares Ereignis</translation>
    </message>
    <message>
        <source>unreadable answer</source>
        <translation>unlesbare Antwort</translation>
    </message>
    <message>
        <source>profile in use</source>
        <translation>Profil in Benutzung</translation>
    </message>
    <message>
        <source>history not writable</source>
        <translation>Verlauf nicht beschreibbar</translation>
    </message>
    <message>
        <source>request not known</source>
        <translation>Anfrage nicht bekannt</translation>
    </message>
    <message>
        <source>already answered</source>
        <translation>bereits beantwortet</translation>
    </message>
    <message>
        <source>too late</source>
        <translation>zu spät</translation>
    </message>
    <message>
        <source>no answer to this</source>
        <translation>keine Antwort hierauf</translation>
    </message>
    <message>
        <source>cannot be stopped</source>
        <translation>lässt sich nicht anhalten</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>port in use</source>
        <translation>Port belegt</translation>
    </message>
    <message>
        <source>cannot listen</source>
        <translation>kann nicht lauschen</translation>
    </message>
    <message>
        <source>not an address</source>
        <translation>keine Adresse</translation>
    </message>
    <message>
        <source>no such session</source>
        <translation>keine solche Sitzung</translation>
    </message>
    <message>
        <source>no such stream</source>
        <translation>kein solcher Stream</translation>
    </message>
    <message>
        <source>read from the start again</source>
        <translation>wird wieder von vorn gelesen</translation>
    </message>
    <message>
        <source>no file yet</source>
        <translation>noch keine Datei</translation>
    </message>
    <message>
        <source>unreadable lines</source>
        <translation>unlesbare Zeilen</translation>
    </message>
    <message>
        <source>cannot be answered here</source>
        <translation>hier nicht zu beantworten</translation>
    </message>
    <message>
        <source>not an event</source>
        <translation>kein Ereignis</translation>
    </message>
    <message>
        <source>log not usable</source>
        <translation>Protokoll nicht benutzbar</translation>
    </message>
    <message>
        <source>log in use</source>
        <translation>Protokoll in Benutzung</translation>
    </message>
    <message>
        <source>log lock lost</source>
        <translation>Protokollsperre verloren</translation>
    </message>
    <message>
        <source>not possible here</source>
        <translation>hier nicht möglich</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht behalten</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>The turn has ended.</source>
        <translation>Der Zug ist zu Ende.</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Gescheitert: %1</translation>
    </message>
    <message>
        <source>The turn failed.</source>
        <translation>Der Zug ist gescheitert.</translation>
    </message>
    <message>
        <source>The turn was cut off.</source>
        <translation>Der Zug wurde abgebrochen.</translation>
    </message>
    <message>
        <source>A session not described yet</source>
        <translation>Eine noch nicht beschriebene Sitzung</translation>
    </message>
    <message>
        <source>An agent waits for you</source>
        <translation>Ein Agent wartet auf Sie</translation>
    </message>
    <message>
        <source>A turn failed or was cut off</source>
        <translation>Ein Zug ist gescheitert oder wurde abgebrochen</translation>
    </message>
    <message>
        <source>A turn has ended</source>
        <translation>Ein Zug ist zu Ende</translation>
    </message>
    <message>
        <source>A server cannot be reached any more</source>
        <translation>Ein Server ist nicht mehr erreichbar</translation>
    </message>
    <message>
        <source>some files</source>
        <translation>einige Dateien</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>The change cannot be merged: %1 changed on the other side as well. Nothing was decided; it can be approved once that is resolved.</source>
        <translation>Die Änderung lässt sich nicht zusammenführen: %1 wurde auch auf der anderen Seite geändert. Es wurde nichts entschieden; sobald das geklärt ist, kann sie freigegeben werden.</translation>
    </message>
    <message>
        <source>The work tree holds changes that were not committed: %1. Nothing was decided.</source>
        <translation>Das Arbeitsverzeichnis enthält nicht eingetragene Änderungen: %1. Es wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>The server was asked too often. Try again in a moment.</source>
        <translation>Der Server wurde zu oft gefragt. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The server was asked too often. It takes more in %1 s.</source>
        <translation>Der Server wurde zu oft gefragt. In %1 s nimmt er wieder etwas an.</translation>
    </message>
    <message>
        <source>The task does not wait for an approval any more. Nothing was decided by you.</source>
        <translation>Die Aufgabe wartet nicht mehr auf eine Freigabe. Von Ihnen wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>Another client approved it first.</source>
        <translation>Ein anderes Programm hat sie zuerst freigegeben.</translation>
    </message>
    <message>
        <source>The task has no change that could be approved. Nothing was decided.</source>
        <translation>Die Aufgabe hat keine Änderung, die freigegeben werden könnte. Es wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>The server does not know this task any more. Nothing was decided.</source>
        <translation>Der Server kennt diese Aufgabe nicht mehr. Es wurde nichts entschieden.</translation>
    </message>
    <message>
        <source>The session has ended. It can be read, and nothing is added to it.</source>
        <translation>Die Sitzung ist zu Ende. Sie kann gelesen werden, ergänzt wird nichts mehr.</translation>
    </message>
    <message>
        <source>The server could not reach the session. Try again in a moment.</source>
        <translation>Der Server konnte die Sitzung nicht erreichen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The server could not bring the session up to date. Try again.</source>
        <translation>Der Server konnte die Sitzung nicht auf den neuesten Stand bringen. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The server could not keep it. Nothing was added to the session.</source>
        <translation>Der Server konnte es nicht behalten. Der Sitzung wurde nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>The server did not understand what was sent. It may be another version.</source>
        <translation>Der Server hat das Gesendete nicht verstanden. Vielleicht ist es eine andere Version.</translation>
    </message>
    <message>
        <source>The server does not take this id.</source>
        <translation>Der Server nimmt diese Kennung nicht an.</translation>
    </message>
    <message>
        <source>The server has no streams at the moment. Try again.</source>
        <translation>Der Server hat im Moment keine Streams. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The server keeps no streams, so nothing can be written there.</source>
        <translation>Der Server führt keine Streams, dort lässt sich also nichts schreiben.</translation>
    </message>
    <message>
        <source>The server could not keep the decision. Nothing was decided.</source>
        <translation>Der Server konnte die Entscheidung nicht behalten. Es wurde nichts entschieden.</translation>
    </message>
    <message numerus="yes">
        <source>a change of %n line(s)</source>
        <translation>
            <numerusform>eine Änderung von %n Zeile</numerusform>
            <numerusform>eine Änderung von %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), +%1 −%2: %3</source>
        <translation>
            <numerusform>%n Datei, +%1 −%2: %3</numerusform>
            <numerusform>%n Dateien, +%1 −%2: %3</numerusform>
        </translation>
    </message>
    <message>
        <source>its events were never followed; its messages come from the server&apos;s lists</source>
        <translation>ihre Ereignisse wurden nie verfolgt; ihre Nachrichten stammen aus den Listen des Servers</translation>
    </message>
    <message>
        <source>%1 of numbers %2</source>
        <translation>%1 der Nummern %2</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>es fehlen: %1</translation>
    </message>
    <message>
        <source>%1 numbers held twice</source>
        <translation>%1 Nummern doppelt vorhanden</translation>
    </message>
    <message>
        <source>%1 are not what the server has</source>
        <translation>%1 weichen vom Server ab</translation>
    </message>
    <message>
        <source>%1, the same as in the server’s own log</source>
        <translation>%1, wie im Protokoll des Servers selbst</translation>
    </message>
    <message>
        <source>; followed from %1 on</source>
        <translation>; verfolgt ab %1</translation>
    </message>
    <message>
        <source>nothing was read of it yet</source>
        <translation>daraus wurde noch nichts gelesen</translation>
    </message>
    <message>
        <source>read to its end, %1; each offset is kept with what it stands for</source>
        <translation>bis zum Ende gelesen, %1; jeder Offset ist mit dem aufbewahrt, wofür er steht</translation>
    </message>
    <message>
        <source>read up to %1, it ends at %2</source>
        <translation>gelesen bis %1, er endet bei %2</translation>
    </message>
    <message>
        <source>read up to %1; the server could not be asked where it ends</source>
        <translation>gelesen bis %1; der Server konnte nicht gefragt werden, wo er endet</translation>
    </message>
    <message>
        <source>read up to %1; each offset is kept with what it stands for</source>
        <translation>gelesen bis %1; jeder Offset ist mit dem aufbewahrt, wofür er steht</translation>
    </message>
    <message>
        <source>%1 in %2, %3 of them no events</source>
        <translation>%1 in %2, davon %3 keine Ereignisse</translation>
    </message>
    <message>
        <source>; the file is not there any more, so it cannot be compared</source>
        <translation>; die Datei ist nicht mehr da und kann nicht verglichen werden</translation>
    </message>
    <message>
        <source>; the file has %1 lines up to there, held are %2</source>
        <translation>; die Datei hat bis dort %1 Zeilen, vorhanden sind %2</translation>
    </message>
    <message>
        <source>What is held is not what the files have</source>
        <translation>Der Bestand weicht von den Dateien ab</translation>
    </message>
    <message>
        <source>Best effort: a file is not there any more</source>
        <translation>Nach bestem Bemühen: Eine Datei ist nicht mehr da</translation>
    </message>
    <message numerus="yes">
        <source>%1 file(s) held line by line</source>
        <translation>
            <numerusform>%1 Datei Zeile für Zeile vorhanden</numerusform>
            <numerusform>%1 Dateien Zeile für Zeile vorhanden</numerusform>
        </translation>
    </message>
    <message>
        <source>Read to its end</source>
        <translation>Bis zum Ende gelesen</translation>
    </message>
    <message>
        <source>Nothing was read of it yet</source>
        <translation>Daraus wurde noch nichts gelesen</translation>
    </message>
    <message>
        <source>Best effort: its offsets say where it was read up to, not what they count</source>
        <translation>Nach bestem Bemühen: Die Offsets sagen, bis wohin gelesen wurde, nicht was sie zählen</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s) with a gap</source>
        <translation>
            <numerusform>%1 Sitzung mit einer Lücke</numerusform>
            <numerusform>%1 Sitzungen mit einer Lücke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s) whole</source>
        <translation>
            <numerusform>%1 Sitzung vollständig</numerusform>
            <numerusform>%1 Sitzungen vollständig</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 never followed</source>
        <translation>%1 nie verfolgt</translation>
    </message>
    <message>
        <source>Nothing of it is held yet</source>
        <translation>Davon ist noch nichts vorhanden</translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Ereignis</numerusform>
            <numerusform>%1 Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1M</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 m</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 m %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 m</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 days %2 h</source>
        <translation>%1 Tagen %2 h</translation>
    </message>
    <message>
        <source>deletes</source>
        <translation>löscht</translation>
    </message>
    <message>
        <source>runs as administrator</source>
        <translation>läuft mit Verwalterrechten</translation>
    </message>
    <message>
        <source>runs what it downloads</source>
        <translation>führt Heruntergeladenes aus</translation>
    </message>
    <message>
        <source>rewrites a remote branch</source>
        <translation>überschreibt einen entfernten Zweig</translation>
    </message>
    <message>
        <source>leaves the project folder</source>
        <translation>verlässt den Projektordner</translation>
    </message>
    <message>
        <source>touches secrets</source>
        <translation>berührt Geheimnisse</translation>
    </message>
    <message>
        <source>hidden character</source>
        <translation>verborgenes Zeichen</translation>
    </message>
    <message>
        <source>uses the network</source>
        <translation>benutzt das Netz</translation>
    </message>
    <message>
        <source>line %1, %2</source>
        <translation>Zeile %1, %2</translation>
    </message>
    <message>
        <source>rule %1</source>
        <translation>Regel %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 Nachricht</numerusform>
            <numerusform>%1 Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 reader(s)</source>
        <translation>
            <numerusform>%1 Leser</numerusform>
            <numerusform>%1 Leser</numerusform>
        </translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Other programs on this machine can follow what Headgate holds: another Headgate, curl, any Durable Streams client. Nothing leaves this machine.</source>
        <translation>Andere Programme auf diesem Rechner können verfolgen, was Headgate aufbewahrt: ein anderes Headgate, curl, jedes Programm für Durable Streams. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message numerus="yes">
        <source>Open to programs on this machine. Events are kept %1 day(s).</source>
        <translation>
            <numerusform>Offen für Programme auf diesem Rechner. Ereignisse bleiben %1 Tag.</numerusform>
            <numerusform>Offen für Programme auf diesem Rechner. Ereignisse bleiben %1 Tage.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open to programs on this machine. Events are kept until you delete them.</source>
        <translation>Offen für Programme auf diesem Rechner. Ereignisse bleiben, bis Sie sie löschen.</translation>
    </message>
    <message>
        <source>running %1</source>
        <translation>führt %1 aus</translation>
    </message>
    <message>
        <source>editing %1</source>
        <translation>bearbeitet %1</translation>
    </message>
    <message>
        <source>writing %1</source>
        <translation>schreibt %1</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>liest %1</translation>
    </message>
    <message>
        <source>listing %1</source>
        <translation>listet %1 auf</translation>
    </message>
    <message>
        <source>looking for %1</source>
        <translation>sucht nach %1</translation>
    </message>
    <message>
        <source>searching for %1</source>
        <translation>sucht in Dateien nach %1</translation>
    </message>
    <message>
        <source>opening %1</source>
        <translation>öffnet %1</translation>
    </message>
    <message>
        <source>searching the web for %1</source>
        <translation>sucht im Web nach %1</translation>
    </message>
    <message>
        <source>handed over: %1</source>
        <translation>übergeben: %1</translation>
    </message>
    <message>
        <source>updating its list</source>
        <translation>aktualisiert seine Liste</translation>
    </message>
    <message>
        <source>asking you</source>
        <translation>fragt Sie</translation>
    </message>
    <message>
        <source>using %1</source>
        <translation>verwendet %1</translation>
    </message>
    <message>
        <source>using %1: %2</source>
        <translation>verwendet %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>done, %1 file(s) changed</source>
        <translation>
            <numerusform>fertig, %1 Datei geändert</numerusform>
            <numerusform>fertig, %1 Dateien geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>provider error, trying again</source>
        <translation>Fehler beim Anbieter, neuer Versuch</translation>
    </message>
    <message>
        <source>provider error, retry in %1 s</source>
        <translation>Fehler beim Anbieter, neuer Versuch in %1 s</translation>
    </message>
    <message>
        <source>Session without a title</source>
        <translation>Sitzung ohne Titel</translation>
    </message>
    <message>
        <source>interrupted, nothing runs</source>
        <translation>unterbrochen, nichts läuft</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>denkt nach</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>schreibt</translation>
    </message>
    <message>
        <source>shortening its memory</source>
        <translation>kürzt sein Gedächtnis</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>gescheitert: %1</translation>
    </message>
    <message>
        <source>working</source>
        <translation>arbeitet</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>zuletzt gesehen %1</translation>
    </message>
    <message>
        <source>nothing known yet</source>
        <translation>noch nichts bekannt</translation>
    </message>
    <message>
        <source>%1 / %2 (%3%)</source>
        <translation>%1 / %2 (%3%)</translation>
    </message>
    <message>
        <source>%1 of its context</source>
        <translation>%1 seines Kontexts</translation>
    </message>
    <message>
        <source>last seen state</source>
        <translation>zuletzt gesehener Stand</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>running · %1</source>
        <translation>läuft · %1</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>holt auf</translation>
    </message>
    <message>
        <source>live, silent for %1</source>
        <translation>live, still seit %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>reconnecting in %1 s</source>
        <translation>neue Verbindung in %1 s</translation>
    </message>
    <message>
        <source>offline: %1</source>
        <translation>offline: %1</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
    <message>
        <source>paused by you</source>
        <translation>von Ihnen pausiert</translation>
    </message>
    <message>
        <source>not there any more</source>
        <translation>nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht benutzbar</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>angehalten: %1</translation>
    </message>
    <message>
        <source>Offline: %1. Reconnecting in %2 s</source>
        <translation>Offline: %1. Neue Verbindung in %2 s</translation>
    </message>
    <message numerus="yes">
        <source>%1 gap(s) not repaired yet</source>
        <translation>
            <numerusform>%1 Lücke noch nicht geschlossen</numerusform>
            <numerusform>%1 Lücken noch nicht geschlossen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 gap(s) repaired</source>
        <translation>
            <numerusform>%1 Lücke geschlossen</numerusform>
            <numerusform>%1 Lücken geschlossen</numerusform>
        </translation>
    </message>
    <message>
        <source>no gap</source>
        <translation>keine Lücke</translation>
    </message>
    <message numerus="yes">
        <source>%1 duplicate(s) dropped</source>
        <translation>
            <numerusform>%1 Doppel verworfen</numerusform>
            <numerusform>%1 Doppel verworfen</numerusform>
        </translation>
    </message>
    <message>
        <source>no duplicate</source>
        <translation>kein Doppel</translation>
    </message>
    <message>
        <source>%1, %2 since %3</source>
        <translation>%1, %2 seit %3</translation>
    </message>
    <message numerus="yes">
        <source>%1 gap(s)</source>
        <translation>
            <numerusform>%1 Lücke</numerusform>
            <numerusform>%1 Lücken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 item(s)</source>
        <translation>
            <numerusform>%1 Eintrag</numerusform>
            <numerusform>%1 Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>changed %1 time(s)</source>
        <translation>
            <numerusform>%1 Mal geändert</numerusform>
            <numerusform>%1 Mal geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %2: %3</source>
        <translation>
            <numerusform>%1 %2: %3</numerusform>
            <numerusform>%1 %2: %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>zu tun</translation>
    </message>
    <message>
        <source>Speak this language: system, en or de.</source>
        <translation>Diese Sprache sprechen: system, en oder de.</translation>
    </message>
    <message>
        <source>--language is system, en or de.</source>
        <translation>--language ist system, en oder de.</translation>
    </message>
    <message>
        <source>An agent waits for you: %1</source>
        <translation>Ein Agent wartet auf Sie: %1</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Interrupted: %1</source>
        <translation>Unterbrochen: %1</translation>
    </message>
    <message>
        <source>carriage return</source>
        <translation>Wagenrücklauf</translation>
    </message>
    <message>
        <source>escape</source>
        <translation>Escape</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>Löschzeichen</translation>
    </message>
    <message>
        <source>no-break space</source>
        <translation>geschütztes Leerzeichen</translation>
    </message>
    <message>
        <source>soft hyphen</source>
        <translation>weiches Trennzeichen</translation>
    </message>
    <message>
        <source>Arabic letter mark</source>
        <translation>arabische Buchstabenmarke</translation>
    </message>
    <message>
        <source>zero width space</source>
        <translation>breitenloses Leerzeichen</translation>
    </message>
    <message>
        <source>zero width non-joiner</source>
        <translation>breitenloser Nichtverbinder</translation>
    </message>
    <message>
        <source>zero width joiner</source>
        <translation>breitenloser Verbinder</translation>
    </message>
    <message>
        <source>left-to-right mark</source>
        <translation>Links-nach-rechts-Zeichen</translation>
    </message>
    <message>
        <source>right-to-left mark</source>
        <translation>Rechts-nach-links-Zeichen</translation>
    </message>
    <message>
        <source>line separator</source>
        <translation>Zeilentrenner</translation>
    </message>
    <message>
        <source>paragraph separator</source>
        <translation>Absatztrenner</translation>
    </message>
    <message>
        <source>left-to-right embedding</source>
        <translation>Links-nach-rechts-Einbettung</translation>
    </message>
    <message>
        <source>right-to-left embedding</source>
        <translation>Rechts-nach-links-Einbettung</translation>
    </message>
    <message>
        <source>pop directional formatting</source>
        <translation>Ende der Richtungsangabe</translation>
    </message>
    <message>
        <source>left-to-right override</source>
        <translation>erzwungene Richtung nach rechts</translation>
    </message>
    <message>
        <source>right-to-left override</source>
        <translation>erzwungene Richtung nach links</translation>
    </message>
    <message>
        <source>word joiner</source>
        <translation>Wortverbinder</translation>
    </message>
    <message>
        <source>left-to-right isolate</source>
        <translation>Links-nach-rechts-Isolierung</translation>
    </message>
    <message>
        <source>right-to-left isolate</source>
        <translation>Rechts-nach-links-Isolierung</translation>
    </message>
    <message>
        <source>first strong isolate</source>
        <translation>Isolierung nach erstem Zeichen</translation>
    </message>
    <message>
        <source>pop directional isolate</source>
        <translation>Ende der Isolierung</translation>
    </message>
    <message>
        <source>byte order mark</source>
        <translation>Bytereihenfolge-Marke</translation>
    </message>
    <message>
        <source>invisible tag</source>
        <translation>unsichtbares Etikett</translation>
    </message>
    <message>
        <source>variation selector</source>
        <translation>Variantenwähler</translation>
    </message>
    <message>
        <source>control character</source>
        <translation>Steuerzeichen</translation>
    </message>
    <message>
        <source>unusual space</source>
        <translation>ungewöhnliches Leerzeichen</translation>
    </message>
    <message>
        <source>broken character</source>
        <translation>beschädigtes Zeichen</translation>
    </message>
    <message>
        <source>unassigned character</source>
        <translation>nicht vergebenes Zeichen</translation>
    </message>
    <message>
        <source>invisible character</source>
        <translation>unsichtbares Zeichen</translation>
    </message>
    <message>
        <source>long run of spaces</source>
        <translation>lange Folge von Leerzeichen</translation>
    </message>
    <message>
        <source>Say what the program does from LEVEL on: debug, info, warning or error.</source>
        <translation>Ab LEVEL sagen, was das Programm tut: debug, info, warning oder error.</translation>
    </message>
    <message>
        <source>Append it to FILE instead of standard error.</source>
        <translation>Es an FILE anhängen statt an die Standardfehlerausgabe.</translation>
    </message>
    <message>
        <source>no event told its time</source>
        <translation>kein Ereignis nannte seine Zeit</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %3, slowest event %4, %5 reconnect(s)</source>
        <translation>
            <numerusform>%1: %2 in %3, langsamstes Ereignis %4, %5 Neuverbindung</numerusform>
            <numerusform>%1: %2 in %3, langsamstes Ereignis %4, %5 Neuverbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>State: %1</source>
        <translation>Zustand: %1</translation>
    </message>
    <message>
        <source>Server version: %1</source>
        <translation>Version des Servers: %1</translation>
    </message>
    <message>
        <source>Last byte: %1, %2 before this report</source>
        <translation>Letztes Byte: %1, %2 vor diesem Bericht</translation>
    </message>
    <message>
        <source>Last byte: none so far</source>
        <translation>Letztes Byte: bisher keines</translation>
    </message>
    <message>
        <source>Newest number: %1</source>
        <translation>Neueste Nummer: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 gap(s) found, %2 not repaired yet; %3 dropped because they came twice</source>
        <translation>
            <numerusform>%1 Lücke gefunden, %2 noch nicht geschlossen; %3 verworfen, da doppelt gekommen</numerusform>
            <numerusform>%1 Lücken gefunden, %2 noch nicht geschlossen; %3 verworfen, da doppelt gekommen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 since it was added; %2 came by catching up, %3 could not be read</source>
        <translation>%1 seit dem Hinzufügen; %2 nachgeholt, %3 nicht lesbar</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connected again after %1 and %2 tries</source>
        <translation>Nach %1 und %2 Versuchen wieder verbunden</translation>
    </message>
    <message>
        <source>Connected again after %1</source>
        <translation>Nach %1 wieder verbunden</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Not let in</source>
        <translation>Nicht eingelassen</translation>
    </message>
    <message>
        <source>Not there any more</source>
        <translation>Nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>Ended for good</source>
        <translation>Endgültig beendet</translation>
    </message>
    <message>
        <source>Paused by you</source>
        <translation>Von Ihnen pausiert</translation>
    </message>
    <message>
        <source>Resumed by you</source>
        <translation>Von Ihnen fortgesetzt</translation>
    </message>
    <message numerus="yes">
        <source>%1 gap(s) found</source>
        <translation>
            <numerusform>%1 Lücke gefunden</numerusform>
            <numerusform>%1 Lücken gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Catching up brought %1</source>
        <translation>Nachgeholt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) could not be read</source>
        <translation>
            <numerusform>%1 Nachricht nicht lesbar</numerusform>
            <numerusform>%1 Nachrichten nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source># Connections</source>
        <translation># Verbindungen</translation>
    </message>
    <message>
        <source>Headgate %1, %2 (times in UTC)</source>
        <translation>Headgate %1, %2 (Zeiten in UTC)</translation>
    </message>
    <message>
        <source>No source was followed so far.</source>
        <translation>Bisher wurde keine Quelle verfolgt.</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>Adresse: %1</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>### What happened</source>
        <translation>### Was geschah</translation>
    </message>
    <message>
        <source>Kept in memory only</source>
        <translation>Nur im Arbeitsspeicher</translation>
    </message>
    <message>
        <source>%1: %2 on disk</source>
        <translation>%1: %2 auf dem Datenträger</translation>
    </message>
    <message>
        <source>Schema step %1, journal %2, %3 pages, %4 of them free</source>
        <translation>Schemastufe %1, Journal %2, %3 Seiten, davon %4 frei</translation>
    </message>
    <message>
        <source>Check of its integrity: %1</source>
        <translation>Prüfung der Unversehrtheit: %1</translation>
    </message>
    <message>
        <source>Nothing was said.</source>
        <translation>Nichts wurde gesagt.</translation>
    </message>
    <message>
        <source>%1 (commit %2)</source>
        <translation>%1 (Commit %2)</translation>
    </message>
    <message>
        <source>%1 (built with %2)</source>
        <translation>%1 (gebaut mit %2)</translation>
    </message>
    <message>
        <source>Compiler</source>
        <translation>Compiler</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Window system</source>
        <translation>Fenstersystem</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Bildschirme</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>a name of %1 characters</source>
        <translation>ein Name von %1 Zeichen</translation>
    </message>
    <message>
        <source>(a list of %1)</source>
        <translation>(eine Liste von %1)</translation>
    </message>
    <message>
        <source>(%1 characters)</source>
        <translation>(%1 Zeichen)</translation>
    </message>
    <message>
        <source>What helps to find a fault in Headgate. Nothing of any session is in it; passwords, tokens, addresses of mail and home directories were taken out. Look through it before you give it to anybody.</source>
        <translation>Was hilft, einen Fehler in Headgate zu finden. Nichts aus irgendeiner Sitzung steht darin; Passwörter, Token, E-Mail-Adressen und Benutzerverzeichnisse wurden herausgenommen. Sehen Sie es durch, bevor Sie es weitergeben.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>None was changed.</source>
        <translation>Keine wurde geändert.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
</context>
<context>
    <name>headgate::AboutDialog</name>
    <message>
        <source>public domain</source>
        <translation>gemeinfrei</translation>
    </message>
    <message>
        <source>Inter, JetBrains Mono, where installed</source>
        <translation>Inter, JetBrains Mono, wo installiert</translation>
    </message>
    <message>
        <source>About Headgate</source>
        <translation>Über Headgate</translation>
    </message>
    <message>
        <source>Watch coding agents and decide what they may do.</source>
        <translation>Programmier-Agenten zusehen und entscheiden, was sie dürfen.</translation>
    </message>
    <message>
        <source>System information</source>
        <translation>Angaben zum System</translation>
    </message>
    <message>
        <source>Copy system information</source>
        <translation>Angaben zum System kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>Headgate itself: MIT licence</source>
        <translation>Headgate selbst: MIT-Lizenz</translation>
    </message>
</context>
<context>
    <name>headgate::ActionFinder</name>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>headgate::AppearanceActions</name>
    <message>
        <source>Normal size</source>
        <translation>Normale Größe</translation>
    </message>
    <message>
        <source>Normal size (now %1 %)</source>
        <translation>Normale Größe (jetzt %1 %)</translation>
    </message>
</context>
<context>
    <name>headgate::ApprovalDialog</name>
    <message>
        <source>This request was seen in a stream, and a stream cannot be answered. Answer it where the agent runs.</source>
        <translation>Diese Anfrage kam aus einem Stream, und einem Stream kann man nicht antworten. Antworten Sie dort, wo der Agent läuft.</translation>
    </message>
    <message>
        <source>The server is out of reach, so an answer cannot be sent now. It is not kept for later.</source>
        <translation>Der Server ist nicht erreichbar, eine Antwort kann jetzt nicht gesendet werden. Sie wird nicht für später aufbewahrt.</translation>
    </message>
    <message>
        <source>Esc closes this window</source>
        <translation>Esc schließt dieses Fenster</translation>
    </message>
    <message>
        <source>Esc keeps it waiting</source>
        <translation>Esc lässt sie warten</translation>
    </message>
    <message>
        <source>A message goes only with a rejection.</source>
        <translation>Eine Nachricht geht nur mit einer Ablehnung mit.</translation>
    </message>
    <message>
        <source>The agent goes on with it.</source>
        <translation>Der Agent macht damit weiter.</translation>
    </message>
    <message>
        <source>Choose first.</source>
        <translation>Erst auswählen.</translation>
    </message>
    <message>
        <source>Nobody waits for an answer. It leaves the list of all who look at this log.</source>
        <translation>Niemand wartet auf eine Antwort. Sie verschwindet aus der Liste aller, die dieses Protokoll ansehen.</translation>
    </message>
    <message>
        <source>Without a reason.</source>
        <translation>Ohne Begründung.</translation>
    </message>
    <message>
        <source>With your words as the reason.</source>
        <translation>Mit Ihren Worten als Begründung.</translation>
    </message>
    <message>
        <source>Sends it; the agent goes on with it.</source>
        <translation>Sendet sie; der Agent macht damit weiter.</translation>
    </message>
    <message>
        <source>Choose an answer first.</source>
        <translation>Erst eine Antwort auswählen.</translation>
    </message>
    <message>
        <source>No answer: the turn ends.</source>
        <translation>Keine Antwort: Der Zug endet.</translation>
    </message>
    <message>
        <source>The text goes on: read it to its end first.</source>
        <translation>Der Text geht weiter: Lesen Sie ihn erst zu Ende.</translation>
    </message>
    <message>
        <source>The agent begins with it.</source>
        <translation>Der Agent fängt damit an.</translation>
    </message>
    <message>
        <source>The change is merged.</source>
        <translation>Die Änderung wird zusammengeführt.</translation>
    </message>
    <message>
        <source>The change is merged; your words go with it.</source>
        <translation>Die Änderung wird zusammengeführt; Ihre Worte gehen mit.</translation>
    </message>
    <message>
        <source>The task goes back.</source>
        <translation>Die Aufgabe geht zurück.</translation>
    </message>
    <message>
        <source>The task goes back, with your words.</source>
        <translation>Die Aufgabe geht zurück, mit Ihren Worten.</translation>
    </message>
    <message>
        <source>Write a reason first.</source>
        <translation>Erst eine Begründung schreiben.</translation>
    </message>
    <message>
        <source>The task goes back, with your reason.</source>
        <translation>Die Aufgabe geht zurück, mit Ihrer Begründung.</translation>
    </message>
    <message>
        <source>The agent goes on, but this server was seen to lose the message.</source>
        <translation>Der Agent macht weiter, doch dieser Server hat die Nachricht schon einmal verloren.</translation>
    </message>
    <message>
        <source>Sends your message; the agent goes on with it.</source>
        <translation>Sendet Ihre Nachricht; der Agent macht damit weiter.</translation>
    </message>
    <message numerus="yes">
        <source>Also rejects %n other request(s) of this session.</source>
        <translation>
            <numerusform>Lehnt auch %n weitere Anfrage dieser Sitzung ab.</numerusform>
            <numerusform>Lehnt auch %n weitere Anfragen dieser Sitzung ab.</numerusform>
        </translation>
    </message>
    <message>
        <source>Without a message the turn ends.</source>
        <translation>Ohne Nachricht endet der Zug.</translation>
    </message>
    <message>
        <source>This command, now.</source>
        <translation>Dieser Befehl, jetzt.</translation>
    </message>
    <message>
        <source>This once.</source>
        <translation>Dieses eine Mal.</translation>
    </message>
    <message>
        <source>Yes, approve</source>
        <translation>Ja, freigeben</translation>
    </message>
    <message>
        <source>Yes, always</source>
        <translation>Ja, immer</translation>
    </message>
    <message>
        <source>It says of itself that it is dangerous. Approve it?</source>
        <translation>Sie bezeichnet sich selbst als gefährlich. Freigeben?</translation>
    </message>
    <message>
        <source>This covers everything of this kind, not only what you see here.</source>
        <translation>Das gilt für alles dieser Art, nicht nur für das hier Gezeigte.</translation>
    </message>
    <message>
        <source>%1 covers much more than what you see here. Allow all of it in this project from now on, also after a restart?</source>
        <translation>%1 umfasst viel mehr als das hier Gezeigte. Alles davon in diesem Projekt ab jetzt erlauben, auch nach einem Neustart?</translation>
    </message>
    <message>
        <source>%1 covers much more than what you see here. Allow all of it until the server restarts?</source>
        <translation>%1 umfasst viel mehr als das hier Gezeigte. Alles davon erlauben, bis der Server neu startet?</translation>
    </message>
    <message numerus="yes">
        <source>Full text, %n line(s)</source>
        <translation>
            <numerusform>Voller Text, %n Zeile</numerusform>
            <numerusform>Voller Text, %n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Full change of %1, %n line(s)</source>
        <translation>
            <numerusform>Volle Änderung an %1, %n Zeile</numerusform>
            <numerusform>Volle Änderung an %1, %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Einmal erlauben</translation>
    </message>
    <message>
        <source>Feedback with an approval; the reason of a rejection</source>
        <translation>Rückmeldung zur Freigabe; Begründung einer Ablehnung</translation>
    </message>
    <message>
        <source>Message to the agent (optional; a rejection with a message lets it go on)</source>
        <translation>Nachricht an den Agenten (freiwillig; eine Ablehnung mit Nachricht lässt ihn weitermachen)</translation>
    </message>
    <message>
        <source>%1, +%2 −%3</source>
        <translation>%1, +%2 −%3</translation>
    </message>
    <message>
        <source>I look after it</source>
        <translation>Ich kümmere mich darum</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Reason, or an answer in your own words (goes with a rejection)</source>
        <translation>Begründung oder Antwort in eigenen Worten (geht mit einer Ablehnung mit)</translation>
    </message>
    <message>
        <source>a session not described yet</source>
        <translation>eine noch nicht beschriebene Sitzung</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>keine Begründung</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>A question for you</source>
        <translation>Eine Frage an Sie</translation>
    </message>
    <message>
        <source>An agent needs looking after</source>
        <translation>Ein Agent braucht Betreuung</translation>
    </message>
    <message>
        <source>An agent waits for your decision</source>
        <translation>Ein Agent wartet auf Ihre Entscheidung</translation>
    </message>
    <message>
        <source>Permission request: %1, session %2</source>
        <translation>Anfrage um Erlaubnis: %1, Sitzung %2</translation>
    </message>
    <message>
        <source>Always would cover: %1</source>
        <translation>„Immer“ würde umfassen: %1</translation>
    </message>
    <message>
        <source>in this project from now on, also after a restart</source>
        <translation>in diesem Projekt ab jetzt, auch nach einem Neustart</translation>
    </message>
    <message>
        <source>in this folder until the server restarts</source>
        <translation>in diesem Ordner, bis der Server neu startet</translation>
    </message>
    <message>
        <source>Everything of this kind %1.</source>
        <translation>Alles dieser Art %1.</translation>
    </message>
    <message>
        <source>Everything of this kind until the server restarts.</source>
        <translation>Alles dieser Art, bis der Server neu startet.</translation>
    </message>
    <message numerus="yes">
        <source>The %n pattern(s) listed above, %1.</source>
        <translation>
            <numerusform>Das eine oben aufgeführte Muster, %1.</numerusform>
            <numerusform>Die %n oben aufgeführten Muster, %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 waiting · %3</source>
        <translation>%1 von %2 wartenden · %3</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the exact text, hidden characters included</source>
        <translation>Kopiert den genauen Text samt verborgener Zeichen</translation>
    </message>
    <message>
        <source>Files of the change</source>
        <translation>Dateien der Änderung</translation>
    </message>
    <message>
        <source>Message to the agent, sent with a rejection</source>
        <translation>Nachricht an den Agenten, mit einer Ablehnung gesendet</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next who waits</source>
        <translation>Nächste Anfrage</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The question and its answers</source>
        <translation>Die Frage und ihre Antworten</translation>
    </message>
    <message>
        <source>Ctrl ↵</source>
        <translation>Strg ↵</translation>
    </message>
    <message>
        <source>Ctrl ⇧ ↵</source>
        <translation>Strg ⇧ ↵</translation>
    </message>
    <message>
        <source>Ctrl ⇧ ⌫</source>
        <translation>Strg ⇧ ⌫</translation>
    </message>
</context>
<context>
    <name>headgate::AvatarRow</name>
    <message>
        <source>you</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>%1 (silent)</source>
        <translation>%1 (still)</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n watching: %1</source>
        <translation>
            <numerusform>%n sieht zu: %1</numerusform>
            <numerusform>%n sehen zu: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>+%1 · %2 watching</source>
        <translation>+%1 · %2 sehen zu</translation>
    </message>
    <message>
        <source>%1 watching</source>
        <translation>%1 sehen zu</translation>
    </message>
</context>
<context>
    <name>headgate::BatchDialog</name>
    <message>
        <source>The requests, each whole</source>
        <translation>Die Anfragen, jede vollständig</translation>
    </message>
    <message>
        <source>Allow each once</source>
        <translation>Jede einmal erlauben</translation>
    </message>
    <message>
        <source>Reject each</source>
        <translation>Jede ablehnen</translation>
    </message>
    <message>
        <source>The turns of these sessions end.</source>
        <translation>Die Züge dieser Sitzungen enden.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closing answers nothing that was not sent: it goes on waiting.</source>
        <translation>Schließen beantwortet nichts, was nicht gesendet wurde: Es wartet weiter.</translation>
    </message>
    <message>
        <source>It asks for something else now. Open it by itself.</source>
        <translation>Sie fragt jetzt nach etwas anderem. Öffnen Sie sie einzeln.</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) decided together</source>
        <translation>
            <numerusform>%n Anfrage gemeinsam entschieden</numerusform>
            <numerusform>%n Anfragen gemeinsam entschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decide %n request(s) together</source>
        <translation>
            <numerusform>%n Anfrage gemeinsam entscheiden</numerusform>
            <numerusform>%n Anfragen gemeinsam entscheiden</numerusform>
        </translation>
    </message>
    <message>
        <source>What became of each stands beside it.</source>
        <translation>Was aus jeder wurde, steht daneben.</translation>
    </message>
    <message numerus="yes">
        <source>%n still to be sent</source>
        <translation>
            <numerusform>%n noch zu senden</numerusform>
            <numerusform>%n noch zu senden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 still wait; the others are left out.</source>
        <translation>%1 von %2 warten noch; die anderen werden ausgelassen.</translation>
    </message>
    <message>
        <source>Each is answered by itself, with this one answer.</source>
        <translation>Jede wird einzeln beantwortet, mit dieser einen Antwort.</translation>
    </message>
    <message numerus="yes">
        <source>These %n, now.</source>
        <translation>
            <numerusform>Diese eine, jetzt.</numerusform>
            <numerusform>Diese %n, jetzt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The list goes on: read it to its end first.</source>
        <translation>Die Liste geht weiter: Lesen Sie sie erst zu Ende.</translation>
    </message>
    <message>
        <source>Ctrl ↵</source>
        <translation>Strg ↵</translation>
    </message>
    <message>
        <source>Ctrl ⇧ ⌫</source>
        <translation>Strg ⇧ ⌫</translation>
    </message>
</context>
<context>
    <name>headgate::BatchRow</name>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>headgate::ChangedFilesModel</name>
    <message>
        <source>+%1 −%2</source>
        <translation>+%1 −%2</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln turn(s)</source>
        <translation>
            <numerusform>in %Ln Zug</numerusform>
            <numerusform>in %Ln Zügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Of the messages that are loaded. Scroll up in the transcript for earlier ones.</source>
        <translation>Aus den geladenen Nachrichten. Frühere kommen beim Hochblättern im Gesprächsverlauf.</translation>
    </message>
</context>
<context>
    <name>headgate::ChangesPanel</name>
    <message>
        <source>Changed files</source>
        <translation>Geänderte Dateien</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message>
        <source>When a turn of this session has changed files, they are listed here with what was added and removed.</source>
        <translation>Wenn ein Zug dieser Sitzung Dateien geändert hat, stehen sie hier mit dem, was hinzukam und wegfiel.</translation>
    </message>
</context>
<context>
    <name>headgate::Composer</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Message to the agent</source>
        <translation>Nachricht an den Agenten</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Not sent. %1</source>
        <translation>Nicht gesendet. %1</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>This session has ended. It can be read, and nothing is added to it.</source>
        <translation>Diese Sitzung ist zu Ende. Sie kann gelesen werden, ergänzt wird nichts mehr.</translation>
    </message>
    <message>
        <source>The server is out of reach. A draft stays here.</source>
        <translation>Der Server ist nicht erreichbar. Ein Entwurf bleibt hier stehen.</translation>
    </message>
    <message>
        <source>No agent is at work here, so nobody would read it.</source>
        <translation>Hier arbeitet kein Agent, niemand würde es lesen.</translation>
    </message>
    <message>
        <source>Write into the session’s terminal</source>
        <translation>In das Terminal der Sitzung schreiben</translation>
    </message>
    <message>
        <source>Write to the agent; it reads it after what it does now</source>
        <translation>An den Agenten schreiben; er liest es nach dem, was er gerade tut</translation>
    </message>
    <message>
        <source>Write to the agent</source>
        <translation>An den Agenten schreiben</translation>
    </message>
    <message>
        <source>Write to the agent “%1”</source>
        <translation>An den Agenten „%1“ schreiben</translation>
    </message>
</context>
<context>
    <name>headgate::ConnectDialog</name>
    <message>
        <source>Keep the password in the system&apos;s keychain</source>
        <translation>Passwort im Schlüsselbund des Systems aufbewahren</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Open a log…</source>
        <translation>Protokoll öffnen…</translation>
    </message>
    <message>
        <source>Add a server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>The address of an OpenCode server or of a durable stream, on this machine or another, or of an AgentPane server behind agentpane:; or an event log, or the folder of its project.</source>
        <translation>Die Adresse eines OpenCode-Servers oder eines Durable Streams, auf diesem Rechner oder einem anderen, oder eines AgentPane-Servers hinter agentpane:; oder ein Ereignisprotokoll oder der Ordner seines Projekts.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>User, if the server asks for one</source>
        <translation>Benutzer, falls der Server einen verlangt</translation>
    </message>
    <message>
        <source>Password, if the server asks for one</source>
        <translation>Passwort, falls der Server eines verlangt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open a log</source>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <source>Event logs (*.jsonl)</source>
        <translation>Ereignisprotokolle (*.jsonl)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Password needed</source>
        <translation>Passwort nötig</translation>
    </message>
    <message>
        <source>%1 asks for a password</source>
        <translation>%1 verlangt ein Passwort</translation>
    </message>
    <message>
        <source>It is the one OpenCode was started with (OPENCODE_SERVER_PASSWORD).</source>
        <translation>Es ist jenes, mit dem OpenCode gestartet wurde (OPENCODE_SERVER_PASSWORD).</translation>
    </message>
</context>
<context>
    <name>headgate::ConnectionCard</name>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Ends the waiting, or asks again on a connection that is silent</source>
        <translation>Beendet das Warten oder fragt auf einer stillen Verbindung erneut</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Nothing is sent to it until it is resumed</source>
        <translation>Bis zur Fortsetzung wird nichts an ihn gesendet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on where it was</source>
        <translation>Macht weiter, wo es stand</translation>
    </message>
    <message>
        <source>last byte %1 ago</source>
        <translation>letztes Byte vor %1</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>events come %1 late</source>
        <translation>Ereignisse kommen mit %1 Verzug</translation>
    </message>
    <message>
        <source>Last day of %1</source>
        <translation>Letzter Tag von %1</translation>
    </message>
    <message>
        <source>Last hour of %1</source>
        <translation>Letzte Stunde von %1</translation>
    </message>
    <message>
        <source>Nothing came in the last day</source>
        <translation>Am letzten Tag kam nichts</translation>
    </message>
    <message>
        <source>Nothing came in the last hour</source>
        <translation>In der letzten Stunde kam nichts</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message numerus="yes">
        <source>%n more in the report</source>
        <translation>
            <numerusform>%n weiteres im Bericht</numerusform>
            <numerusform>%n weitere im Bericht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::ConnectionsPanel</name>
    <message>
        <source>No source yet</source>
        <translation>Noch keine Quelle</translation>
    </message>
    <message>
        <source>How each connection does, what came over it in the last hour and day, and when and why it was lost stand here. Add a server with Ctrl+N.</source>
        <translation>Hier steht, wie es jeder Verbindung geht, was in der letzten Stunde und am letzten Tag über sie kam und wann und warum sie verloren ging. Einen Server fügen Sie mit Strg+N hinzu.</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>How far back</source>
        <translation>Wie weit zurück</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Slowest event</source>
        <translation>Langsamstes Ereignis</translation>
    </message>
    <message>
        <source>What the bars show</source>
        <translation>Was die Balken zeigen</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>All of this as Markdown or JSON, without secrets, for somebody else</source>
        <translation>All das als Markdown oder JSON, ohne Geheimnisse, für andere</translation>
    </message>
</context>
<context>
    <name>headgate::DecisionsPanel</name>
    <message>
        <source>Nothing was decided yet</source>
        <translation>Noch wurde nichts entschieden</translation>
    </message>
    <message>
        <source>What you allow, reject, answer or stop stands here, with when and by whom. The record is a file that shows it when somebody changed it.</source>
        <translation>Was Sie erlauben, ablehnen, beantworten oder anhalten, steht hier, mit Zeitpunkt und Person. Die Aufzeichnung ist eine Datei, der man ansieht, wenn sie verändert wurde.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>No decision fits this filter.</source>
        <translation>Keine Entscheidung passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Filter by answer, session or text</source>
        <translation>Nach Antwort, Sitzung oder Text filtern</translation>
    </message>
    <message>
        <source>Filter decisions</source>
        <translation>Entscheidungen filtern</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write all of it to a file, as CSV or as JSON lines</source>
        <translation>Alles in eine Datei schreiben, als CSV oder JSON-Zeilen</translation>
    </message>
    <message>
        <source>The record</source>
        <translation>Die Aufzeichnung</translation>
    </message>
    <message>
        <source>Each line of the record carries the hash of the line before it. The hash of the last: %1</source>
        <translation>Jede Zeile der Aufzeichnung trägt den Hash der Zeile davor. Der Hash der letzten: %1</translation>
    </message>
    <message>
        <source>Export decisions</source>
        <translation>Entscheidungen exportieren</translation>
    </message>
    <message>
        <source>CSV for a spreadsheet (*.csv);;JSON lines (*.jsonl)</source>
        <translation>CSV für eine Tabelle (*.csv);;JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Geschrieben in %1</translation>
    </message>
</context>
<context>
    <name>headgate::DesktopPresence</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
</context>
<context>
    <name>headgate::EventDetail</name>
    <message>
        <source>The chosen event</source>
        <translation>Das gewählte Ereignis</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a field, its value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Cut here: %1 characters in all.</source>
        <translation>Hier abgeschnitten: insgesamt %1 Zeichen.</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Its file does not hold it any more.</source>
        <translation>Seine Datei enthält es nicht mehr.</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Other keys</source>
        <translation>Weitere Schlüssel</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>Steht in</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, bei Byte %2</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>%1 (%2 ms)</source>
        <comment>date and time, Unix milliseconds</comment>
        <translation>%1 (%2 ms)</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>List only the events of this stream</source>
        <translation>Nur die Ereignisse dieses Streams auflisten</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>List only the events of this run</source>
        <translation>Nur die Ereignisse dieses Laufs auflisten</translation>
    </message>
    <message>
        <source>Caused by</source>
        <translation>Ausgelöst durch</translation>
    </message>
    <message>
        <source>Go to the event that led to this one</source>
        <translation>Zum auslösenden Ereignis gehen</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
</context>
<context>
    <name>headgate::EventTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Seq</source>
        <translation>Nr</translation>
    </message>
</context>
<context>
    <name>headgate::EventsPanel</name>
    <message>
        <source>Filter by type, session or text</source>
        <translation>Nach Typ, Sitzung oder Text filtern</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>Raw events</source>
        <translation>Rohe Ereignisse</translation>
    </message>
    <message>
        <source>The chosen event as JSON</source>
        <translation>Das gewählte Ereignis als JSON</translation>
    </message>
    <message>
        <source>Choose an event to read it whole.</source>
        <translation>Wählen Sie ein Ereignis aus, um es ganz zu lesen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s), the newest</source>
        <translation>
            <numerusform>%1 Ereignis, das neueste</numerusform>
            <numerusform>%1 Ereignisse, die neuesten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 event(s)</source>
        <translation>
            <numerusform>%1 von %2 Ereignis</numerusform>
            <numerusform>%1 von %2 Ereignissen</numerusform>
        </translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>Noch kein Ereignis</translation>
    </message>
    <message>
        <source>The content was dropped from the history because a later event holds all of it.</source>
        <translation>Der Inhalt wurde aus dem Verlauf entfernt, weil ein späteres Ereignis ihn ganz enthält.</translation>
    </message>
    <message>
        <source>Cut here: %1 characters in all.</source>
        <translation>Hier abgeschnitten: insgesamt %1 Zeichen.</translation>
    </message>
</context>
<context>
    <name>headgate::ExportDialog</name>
    <message>
        <source>Private keys</source>
        <translation>Private Schlüssel</translation>
    </message>
    <message>
        <source>Tokens that are known by their form</source>
        <translation>Token, die an ihrer Form zu erkennen sind</translation>
    </message>
    <message>
        <source>Authorization headers and cookies</source>
        <translation>Anmeldekopfzeilen und Cookies</translation>
    </message>
    <message>
        <source>Passwords in variables, fields and addresses</source>
        <translation>Passwörter in Variablen, Feldern und Adressen</translation>
    </message>
    <message>
        <source>Keys and secrets in variables and fields</source>
        <translation>Schlüssel und Geheimnisse in Variablen und Feldern</translation>
    </message>
    <message>
        <source>Home directories, as ~</source>
        <translation>Benutzerverzeichnisse, als ~</translation>
    </message>
    <message>
        <source>Mail addresses</source>
        <translation>E-Mail-Adressen</translation>
    </message>
    <message>
        <source>%1 found: %2</source>
        <translation>%1 gefunden: %2</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another place.</source>
        <translation>%1 ließ sich nicht schreiben: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export the session</source>
        <translation>Sitzung exportieren</translation>
    </message>
    <message>
        <source>Export “%1”</source>
        <translation>„%1“ exportieren</translation>
    </message>
    <message>
        <source>Web page, with offsets and hashes (HTML)</source>
        <translation>Webseite, mit Offsets und Hashes (HTML)</translation>
    </message>
    <message>
        <source>Text (Markdown)</source>
        <translation>Text (Markdown)</translation>
    </message>
    <message>
        <source>Every event as it is held (JSON lines)</source>
        <translation>Jedes Ereignis wie aufbewahrt (JSON-Zeilen)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Taken out before it is written. What has no known form cannot be found: look through the file before you give it to anybody.</source>
        <translation>Wird vor dem Schreiben herausgenommen. Was keine bekannte Form hat, ist nicht zu finden: Sehen Sie die Datei durch, bevor Sie sie weitergeben.</translation>
    </message>
    <message>
        <source>Looking for what others should not read …</source>
        <translation>Es wird gesucht, was andere nicht lesen sollten …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Writing %1 …</source>
        <translation>%1 wird geschrieben …</translation>
    </message>
    <message>
        <source>Ended. No file was written.</source>
        <translation>Beendet. Es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Nothing was found that a rule knows.</source>
        <translation>Es fand sich nichts, was eine Regel kennt.</translation>
    </message>
    <message>
        <source>Switch a rule off to leave in what it found.</source>
        <translation>Eine Regel ausschalten, um ihre Funde stehen zu lassen.</translation>
    </message>
</context>
<context>
    <name>headgate::FindBar</name>
    <message>
        <source>Find in this session</source>
        <translation>In dieser Sitzung suchen</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>The one before (Shift+F3)</source>
        <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>The next one (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>searching …</source>
        <translation>wird gesucht …</translation>
    </message>
    <message>
        <source>not in what is loaded</source>
        <translation>nicht im Geladenen</translation>
    </message>
    <message>
        <source>not in this session</source>
        <translation>nicht in dieser Sitzung</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln Stelle</numerusform>
            <numerusform>%Ln Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>die ersten %1</translation>
    </message>
    <message>
        <source>%1 in what is loaded</source>
        <translation>%1 im Geladenen</translation>
    </message>
    <message>
        <source>In every session, until you end it (Ctrl+Enter)</source>
        <translation>In jeder Sitzung, bis Sie es beenden (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Stop highlighting</source>
        <translation>Hervorhebung beenden</translation>
    </message>
    <message>
        <source>Keep highlighted</source>
        <translation>Hervorgehoben lassen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln highlighted</source>
        <translation>
            <numerusform>%Ln hervorgehoben</numerusform>
            <numerusform>%Ln hervorgehoben</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop highlighting “%1”</source>
        <translation>„%1“ nicht mehr hervorheben</translation>
    </message>
</context>
<context>
    <name>headgate::FindButton</name>
    <message>
        <source>Go to a session</source>
        <translation>Zu einer Sitzung gehen</translation>
    </message>
    <message>
        <source>%1. Every action: %2</source>
        <translation>%1. Jede Aktion: %2</translation>
    </message>
</context>
<context>
    <name>headgate::FindPopover</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (Alt+%2)</source>
        <translation>%1 (Alt+%2)</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
</context>
<context>
    <name>headgate::Finders</name>
    <message>
        <source>Go to a session</source>
        <translation>Zu einer Sitzung gehen</translation>
    </message>
    <message>
        <source>Title, server, directory or id</source>
        <translation>Titel, Server, Verzeichnis oder Kennung</translation>
    </message>
    <message>
        <source>Enter opens it · Esc goes back · %1 finds actions</source>
        <translation>Eingabe öffnet sie · Esc geht zurück · %1 findet Aktionen</translation>
    </message>
    <message>
        <source>first %1 of %2</source>
        <translation>die ersten %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln session(s)</source>
        <translation>
            <numerusform>%Ln Sitzung</numerusform>
            <numerusform>%Ln Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 sessions</source>
        <translation>%1 von %2 Sitzungen</translation>
    </message>
    <message>
        <source>No session is known yet</source>
        <translation>Noch ist keine Sitzung bekannt</translation>
    </message>
    <message>
        <source>No session fits “%1”</source>
        <translation>Keine Sitzung passt zu „%1“</translation>
    </message>
    <message>
        <source>That session is gone.</source>
        <translation>Diese Sitzung gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Sessions are listed as soon as a source tells of one. %1 adds a server.</source>
        <translation>Sitzungen werden aufgelistet, sobald eine Quelle von einer berichtet. %1 fügt einen Server hinzu.</translation>
    </message>
    <message>
        <source>Type fewer letters, or a part of its directory.</source>
        <translation>Geben Sie weniger Buchstaben ein oder einen Teil ihres Verzeichnisses.</translation>
    </message>
    <message>
        <source>Type fewer letters, or a part of its directory. Archived sessions are found while they are shown, which the menu has a switch for.</source>
        <translation>Geben Sie weniger Buchstaben ein oder einen Teil ihres Verzeichnisses. Archivierte Sitzungen werden gefunden, solange sie gezeigt werden; dafür hat das Menü einen Schalter.</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
        <source>Enter does it · Esc goes back · %1 finds sessions</source>
        <translation>Eingabe führt sie aus · Esc geht zurück · %1 findet Sitzungen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln action(s)</source>
        <translation>
            <numerusform>%Ln Aktion</numerusform>
            <numerusform>%Ln Aktionen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 actions</source>
        <translation>%1 von %2 Aktionen</translation>
    </message>
    <message>
        <source>No action is called “%1”</source>
        <translation>Keine Aktion heißt „%1“</translation>
    </message>
    <message>
        <source>Type fewer letters. %1 opens the menu, %2 lists the keys, and %3 finds sessions.</source>
        <translation>Geben Sie weniger Buchstaben ein. %1 öffnet das Menü, %2 listet die Tasten auf, und %3 findet Sitzungen.</translation>
    </message>
    <message>
        <source>Search all sessions</source>
        <translation>Alle Sitzungen durchsuchen</translation>
    </message>
    <message>
        <source>Words, &quot;words together&quot;, -without, role:user, after:3d</source>
        <translation>Wörter, &quot;Wörter zusammen&quot;, -ohne, role:user, after:3d</translation>
    </message>
    <message>
        <source>Enter opens it · Ctrl+Shift+C copies its link · Alt+1 to Alt+4 narrow it</source>
        <translation>Eingabe öffnet es · Strg+Umschalt+C kopiert den Link · Alt+1 bis Alt+4 grenzen ein</translation>
    </message>
    <message>
        <source>Find what was said in any session</source>
        <translation>Finden, was in irgendeiner Sitzung gesagt wurde</translation>
    </message>
    <message>
        <source>Searching …</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>Nothing has “%1”</source>
        <translation>Nichts enthält „%1“</translation>
    </message>
    <message>
        <source>the first %1</source>
        <translation>die ersten %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln Stelle</numerusform>
            <numerusform>%Ln Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2 % looked through</source>
        <translation>%1 · %2 % durchgesehen</translation>
    </message>
    <message>
        <source>Everything that was said, thought, called, printed or failed in the sessions kept here, whether they are followed now or not. source:, session:, role:, tool:, before: and after: narrow it, as role:user or after:3d.</source>
        <translation>Alles, was in den hier aufbewahrten Sitzungen gesagt, gedacht, aufgerufen oder ausgegeben wurde oder scheiterte, ob sie gerade verfolgt werden oder nicht. source:, session:, role:, tool:, before: und after: grenzen ein, etwa role:user oder after:3d.</translation>
    </message>
    <message>
        <source>%1 % of what is kept was looked through so far; what follows is added by itself.</source>
        <translation>Bisher wurden %1 % des Aufbewahrten durchgesehen; der Rest kommt von selbst hinzu.</translation>
    </message>
    <message>
        <source>Type fewer words, or the begin of one. All words must stand in one text.</source>
        <translation>Geben Sie weniger Wörter ein oder den Anfang eines Wortes. Alle Wörter müssen in einem Text stehen.</translation>
    </message>
    <message>
        <source>The link is copied.</source>
        <translation>Der Link ist kopiert.</translation>
    </message>
    <message>
        <source>it is as large as it gets</source>
        <translation>größer geht es nicht</translation>
    </message>
    <message>
        <source>it is as small as it gets</source>
        <translation>kleiner geht es nicht</translation>
    </message>
    <message>
        <source>all of them stand where they were</source>
        <translation>alle stehen, wo sie waren</translation>
    </message>
    <message>
        <source>no session is shown</source>
        <translation>es wird keine Sitzung gezeigt</translation>
    </message>
    <message>
        <source>the past is shown</source>
        <translation>die Vergangenheit wird gezeigt</translation>
    </message>
    <message>
        <source>nothing runs that could be stopped</source>
        <translation>nichts läuft, was sich anhalten ließe</translation>
    </message>
    <message>
        <source>the session takes no messages</source>
        <translation>die Sitzung nimmt keine Nachrichten an</translation>
    </message>
    <message>
        <source>its server is not connected</source>
        <translation>ihr Server ist nicht verbunden</translation>
    </message>
    <message>
        <source>only for sessions of a server</source>
        <translation>nur für Sitzungen eines Servers</translation>
    </message>
</context>
<context>
    <name>headgate::FirstRun</name>
    <message>
        <source>Watch coding agents and decide what they may do</source>
        <translation>Programmier-Agenten zusehen und entscheiden, was sie dürfen</translation>
    </message>
    <message>
        <source>Headgate follows the sessions of your OpenCode servers, keeps all that happened, and brings every question and permission to you.</source>
        <translation>Headgate verfolgt die Sitzungen Ihrer OpenCode-Server, bewahrt alles Geschehene auf und bringt jede Frage und jede Bitte um Erlaubnis zu Ihnen.</translation>
    </message>
    <message>
        <source>Address of an OpenCode server or a durable stream</source>
        <translation>Adresse eines OpenCode-Servers oder Durable Streams</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Start a server with “opencode serve”. It tells you its address.</source>
        <translation>Starten Sie einen Server mit „opencode serve“. Er nennt Ihnen seine Adresse.</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ansehen</translation>
    </message>
    <message>
        <source>A recorded session, without a server.</source>
        <translation>Eine aufgezeichnete Sitzung, ohne Server.</translation>
    </message>
</context>
<context>
    <name>headgate::FoundList</name>
    <message>
        <source>OpenCode at %1</source>
        <translation>OpenCode an %1</translation>
    </message>
    <message>
        <source>OpenCode %1 at %2</source>
        <translation>OpenCode %1 an %2</translation>
    </message>
    <message>
        <source>Servers that were found</source>
        <translation>Gefundene Server</translation>
    </message>
    <message>
        <source>Servers that answer now</source>
        <translation>Server, die gerade antworten</translation>
    </message>
    <message>
        <source>not followed yet</source>
        <translation>noch nicht verfolgt</translation>
    </message>
    <message>
        <source>started in %1</source>
        <translation>gestartet in %1</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect to %1, %2</source>
        <translation>Mit %1 verbinden, %2</translation>
    </message>
</context>
<context>
    <name>headgate::HintRow</name>
    <message>
        <source>No rule found anything; that does not make it safe</source>
        <translation>Keine Regel fand etwas; sicher ist es damit nicht</translation>
    </message>
    <message>
        <source>Worth a second look: %1</source>
        <translation>Einen zweiten Blick wert: %1</translation>
    </message>
    <message>
        <source>Rules that looked at the text. They are hints and decide nothing.</source>
        <translation>Regeln, die den Text geprüft haben. Sie sind Hinweise und entscheiden nichts.</translation>
    </message>
</context>
<context>
    <name>headgate::ImportDialog</name>
    <message>
        <source>Take settings from a file</source>
        <translation>Einstellungen aus einer Datei übernehmen</translation>
    </message>
    <message>
        <source>Nothing can be taken from it</source>
        <translation>Daraus lässt sich nichts übernehmen</translation>
    </message>
    <message>
        <source>Nothing would change</source>
        <translation>Nichts würde sich ändern</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) would change</source>
        <translation>
            <numerusform>%n Einstellung würde sich ändern</numerusform>
            <numerusform>%n Einstellungen würden sich ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Leave all as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>headgate::Inspector</name>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Todos</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Serve</source>
        <translation>Anbieten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Projektbuch</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Abstammung</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Saved approvals</source>
        <translation>Gespeicherte Freigaben</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
</context>
<context>
    <name>headgate::KeyBindings</name>
    <message>
        <source>That is not one chord.</source>
        <translation>Das ist keine einzelne Tastenkombination.</translation>
    </message>
    <message>
        <source>Enter with Ctrl or Alt answers requests or sends a message, and nothing else.</source>
        <translation>Eingabe mit Strg oder Alt beantwortet Anfragen oder sendet eine Nachricht, sonst nichts.</translation>
    </message>
    <message>
        <source>Backspace with Ctrl or Alt rejects requests or deletes a word, and nothing else.</source>
        <translation>Die Rücktaste mit Strg oder Alt lehnt Anfragen ab oder löscht ein Wort, sonst nichts.</translation>
    </message>
    <message>
        <source>The desktop has its own use for these keys.</source>
        <translation>Der Desktop verwendet diese Tasten selbst.</translation>
    </message>
    <message>
        <source>These keys edit text wherever text can be edited or copied.</source>
        <translation>Diese Tasten bearbeiten Text überall, wo er bearbeitet oder kopiert werden kann.</translation>
    </message>
    <message>
        <source>These keys copy from a terminal, and links of what was found.</source>
        <translation>Diese Tasten kopieren aus einem Terminal, und Links von Gefundenem.</translation>
    </message>
    <message>
        <source>These keys narrow the search of all sessions.</source>
        <translation>Diese Tasten grenzen die Suche in allen Sitzungen ein.</translation>
    </message>
    <message>
        <source>This key alone moves, presses or writes something. Hold Ctrl or Alt with it.</source>
        <translation>Diese Taste allein bewegt, drückt oder schreibt etwas. Halten Sie Strg oder Alt dazu.</translation>
    </message>
    <message>
        <source>Digits alone are written, or set the speed of a replay. Hold Ctrl or Alt with it.</source>
        <translation>Ziffern allein werden geschrieben oder setzen das Tempo einer Wiedergabe. Halten Sie Strg oder Alt dazu.</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>two chords</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>text (keys)</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>headgate::LedgerPanel</name>
    <message>
        <source>Ledger</source>
        <translation>Projektbuch</translation>
    </message>
    <message>
        <source>No ledger</source>
        <translation>Kein Projektbuch</translation>
    </message>
    <message>
        <source>Epics, tasks, handoffs and what was learnt appear here when an agent writes them into its event log.</source>
        <translation>Vorhaben, Aufgaben, Übergaben und Gelerntes erscheinen hier, wenn ein Agent sie in sein Ereignisprotokoll schreibt.</translation>
    </message>
</context>
<context>
    <name>headgate::LineageGraph</name>
    <message>
        <source>Lineage as a graph; the tree beside it holds the same</source>
        <translation>Abstammung als Graph; der Baum daneben enthält dasselbe</translation>
    </message>
</context>
<context>
    <name>headgate::LineageModel</name>
    <message>
        <source>caused by the one above</source>
        <translation>ausgelöst vom vorigen</translation>
    </message>
    <message>
        <source>created as its child</source>
        <translation>als sein Kind angelegt</translation>
    </message>
    <message>
        <source>spawned by it</source>
        <translation>von ihm gestartet</translation>
    </message>
    <message>
        <source>a task of it in the ledger</source>
        <translation>eine seiner Aufgaben im Projektbuch</translation>
    </message>
    <message>
        <source>started by its task tool</source>
        <translation>von seinem Aufgabenwerkzeug gestartet</translation>
    </message>
    <message>
        <source>its child, as the first version wrote it</source>
        <translation>sein Kind, wie es die erste Version schrieb</translation>
    </message>
    <message>
        <source>not described</source>
        <translation>nicht beschrieben</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>epic</source>
        <translation>Vorhaben</translation>
    </message>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>waits for you</source>
        <translation>wartet auf Sie</translation>
    </message>
    <message>
        <source>waiting on %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>only others speak of it</source>
        <translation>nur andere erwähnen es</translation>
    </message>
    <message>
        <source>its ancestors lead back to it</source>
        <translation>seine Vorfahren führen zu ihm zurück</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>%1 with all below it</source>
        <translation>%1 mit allem darunter</translation>
    </message>
</context>
<context>
    <name>headgate::LineagePanel</name>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>No lineage</source>
        <translation>Keine Abstammung</translation>
    </message>
    <message>
        <source>Agents, sessions and tasks appear here below what they come from, when an event log tells of them.</source>
        <translation>Agenten, Sitzungen und Aufgaben erscheinen hier unter dem, woraus sie entstanden, wenn ein Ereignisprotokoll von ihnen berichtet.</translation>
    </message>
    <message>
        <source>Find by name or id</source>
        <translation>Nach Name oder Kennung suchen</translation>
    </message>
    <message>
        <source>Boxes from left to right instead of a tree</source>
        <translation>Kästen von links nach rechts statt eines Baums</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Abstammung</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Knoten</numerusform>
            <numerusform>%n Knoten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>id, then the rule</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n below it</source>
        <translation>
            <numerusform>%1 · %n darunter</numerusform>
            <numerusform>%1 · %n darunter</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing here is called that.</source>
        <translation>Hier heißt nichts so.</translation>
    </message>
    <message numerus="yes">
        <source>%n found; Return goes to the next</source>
        <translation>
            <numerusform>%n gefunden; Eingabe geht zum nächsten</numerusform>
            <numerusform>%n gefunden; Eingabe geht zum nächsten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::LineageStrip</name>
    <message>
        <source>Who waits for whom</source>
        <translation>Wer auf wen wartet</translation>
    </message>
    <message numerus="yes">
        <source>%n more under Lineage</source>
        <translation>
            <numerusform>%n weitere unter Abstammung</numerusform>
            <numerusform>%n weitere unter Abstammung</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::LineageStripRow</name>
    <message>
        <source>waits for you</source>
        <translation>wartet auf Sie</translation>
    </message>
</context>
<context>
    <name>headgate::LogWindow</name>
    <message>
        <source>Follow</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Headgate&apos;s own log</source>
        <translation>Eigenes Protokoll von Headgate</translation>
    </message>
    <message>
        <source>Lines of the log</source>
        <translation>Zeilen des Protokolls</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Which lines are shown</source>
        <translation>Welche Zeilen gezeigt werden</translation>
    </message>
    <message>
        <source>Filter by words</source>
        <translation>Nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>Protokoll filtern</translation>
    </message>
    <message>
        <source>Goes on to the newest line as it comes</source>
        <translation>Geht zur neuesten Zeile, sobald sie kommt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The chosen lines, or all that are shown</source>
        <translation>Die gewählten Zeilen oder alle gezeigten</translation>
    </message>
    <message>
        <source>No line to show. Secrets are taken out before a line is kept.</source>
        <translation>Keine Zeile zu zeigen. Geheimnisse werden herausgenommen, bevor eine Zeile aufbewahrt wird.</translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s), without secrets</source>
        <translation>
            <numerusform>%1 Zeile, ohne Geheimnisse</numerusform>
            <numerusform>%1 Zeilen, ohne Geheimnisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another place.</source>
        <translation>%1 ließ sich nicht schreiben: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>headgate::LongWork</name>
    <message>
        <source>Catching up with %1</source>
        <translation>%1 wird nachgeholt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 so far; nobody says how many there are</source>
        <translation>bisher %1; wie viele es sind, ist nicht bekannt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>What was read stays; Resume goes on behind it</source>
        <translation>Was gelesen ist, bleibt; „Fortsetzen“ macht dahinter weiter</translation>
    </message>
    <message>
        <source>Making what is stored findable</source>
        <translation>Gespeichertes wird auffindbar gemacht</translation>
    </message>
    <message>
        <source>Dropping the contents of “%1”</source>
        <translation>Die Inhalte von „%1“ werden entfernt</translation>
    </message>
    <message>
        <source>What went already is gone; the rest stays</source>
        <translation>Was schon weg ist, bleibt weg; der Rest bleibt</translation>
    </message>
    <message>
        <source>Dropping contents that are old enough</source>
        <translation>Inhalte, die alt genug sind, werden entfernt</translation>
    </message>
    <message>
        <source>What went already is gone; the rest stays until the next time</source>
        <translation>Was schon weg ist, bleibt weg; der Rest bleibt bis zum nächsten Mal</translation>
    </message>
    <message>
        <source>Making the history&apos;s file smaller</source>
        <translation>Die Datei des Verlaufs wird verkleinert</translation>
    </message>
    <message>
        <source>It is smaller by what was done</source>
        <translation>Sie ist um das Geschaffte kleiner</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Looking for what others should not read</source>
        <translation>Es wird gesucht, was andere nicht lesen sollten</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>No file is left behind</source>
        <translation>Es bleibt keine Datei zurück</translation>
    </message>
    <message>
        <source>Comparing what is held with %1</source>
        <translation>Der Bestand wird mit %1 verglichen</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) under way</source>
        <translation>
            <numerusform>%n Vorgang läuft</numerusform>
            <numerusform>%n Vorgänge laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
</context>
<context>
    <name>headgate::MainWindow</name>
    <message>
        <source>A password is not handed to the window that is open already. It asks for it if it needs it.</source>
        <translation>Ein Passwort wird dem bereits offenen Fenster nicht übergeben. Es fragt danach, wenn es eines braucht.</translation>
    </message>
    <message>
        <source>The keychain did not keep the password: %1</source>
        <translation>Der Schlüsselbund hat das Passwort nicht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>Another start cannot reach this window: no socket.</source>
        <translation>Ein weiterer Start kann dieses Fenster nicht erreichen: kein Socket.</translation>
    </message>
    <message>
        <source>Cannot write %1</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>No session here yet</source>
        <translation>Hier ist noch keine Sitzung</translation>
    </message>
    <message>
        <source>No session selected</source>
        <translation>Keine Sitzung ausgewählt</translation>
    </message>
    <message>
        <source>Sessions appear at the left as soon as a source tells of one. Everything that comes is listed under Events (%1).</source>
        <translation>Sitzungen erscheinen links, sobald eine Quelle von einer berichtet. Alles, was kommt, steht unter Ereignisse (%1).</translation>
    </message>
    <message>
        <source>Choose a session at the left, or press %1.</source>
        <translation>Wählen Sie links eine Sitzung aus oder drücken Sie %1.</translation>
    </message>
</context>
<context>
    <name>headgate::MarkButton</name>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>headgate::MarkFinder</name>
    <message>
        <source>A place without words</source>
        <translation>Eine Stelle ohne Wörter</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
</context>
<context>
    <name>headgate::Marking</name>
    <message>
        <source>There is nothing to mark here.</source>
        <translation>Hier gibt es nichts zu merken.</translation>
    </message>
    <message>
        <source>Go to a mark</source>
        <translation>Zu einer gemerkten Stelle gehen</translation>
    </message>
    <message>
        <source>Words at the mark, or the session&apos;s title</source>
        <translation>Wörter an der Stelle oder der Titel der Sitzung</translation>
    </message>
    <message>
        <source>Enter goes there · Esc goes back</source>
        <translation>Eingabe geht dorthin · Esc geht zurück</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mark(s)</source>
        <translation>
            <numerusform>%Ln gemerkte Stelle</numerusform>
            <numerusform>%Ln gemerkte Stellen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 marks</source>
        <translation>%1 von %2 gemerkten Stellen</translation>
    </message>
    <message>
        <source>Nothing is marked yet</source>
        <translation>Noch ist nichts gemerkt</translation>
    </message>
    <message>
        <source>No mark has “%1”</source>
        <translation>Keine gemerkte Stelle enthält „%1“</translation>
    </message>
    <message>
        <source>Ctrl+D marks the place you stand at in a session: what is selected, or the message at the top.</source>
        <translation>Strg+D merkt die Stelle, an der Sie in einer Sitzung stehen: das Ausgewählte oder die oberste Nachricht.</translation>
    </message>
    <message>
        <source>Type fewer letters.</source>
        <translation>Geben Sie weniger Buchstaben ein.</translation>
    </message>
</context>
<context>
    <name>headgate::MoreButton</name>
    <message>
        <source>%1 more</source>
        <comment>tabs without room</comment>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>List of all panels</source>
        <translation>Liste aller Bereiche</translation>
    </message>
    <message>
        <source>Open there: %1</source>
        <translation>Dort offen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more panel(s)</source>
        <translation>
            <numerusform>%Ln weiterer Bereich</numerusform>
            <numerusform>%Ln weitere Bereiche</numerusform>
        </translation>
    </message>
    <message>
        <source>All panels</source>
        <translation>Alle Bereiche</translation>
    </message>
</context>
<context>
    <name>headgate::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source> (%1 times)</source>
        <translation> (%1 Mal)</translation>
    </message>
    <message numerus="yes">
        <source> And %n other kind(s) of trouble.</source>
        <translation>
            <numerusform> Und noch %n Störung anderer Art.</numerusform>
            <numerusform> Und noch %n Störungen anderer Art.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::NotificationPage</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Tell me when</source>
        <translation>Melden, wenn</translation>
    </message>
    <message>
        <source>Tell</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>%1: with a sound</source>
        <translation>%1: mit Ton</translation>
    </message>
    <message>
        <source>Not for subagents&apos; ends, nor for what was answered by itself, nor for what you have in front of you. A notification can be answered only where it says all of what is asked and no rule asks for a second look, and never while the screen is locked, as far as the desktop tells that.</source>
        <translation>Nicht beim Ende von Unteragenten, nicht bei dem, was sich selbst beantwortet hat, und nicht bei dem, was Sie vor sich haben. In einer Benachrichtigung lässt sich nur antworten, wo sie alles Gefragte nennt und keine Regel zu einem zweiten Blick rät, und nie bei gesperrtem Bildschirm, soweit der Desktop das mitteilt.</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>Ruhezeiten</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>Ruhe von</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>Ruhe bis</translation>
    </message>
    <message>
        <source>Tell nothing every day</source>
        <translation>Täglich nichts melden</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Who still waits when they end is told of then.</source>
        <translation>Wer am Ende noch wartet, wird dann gemeldet.</translation>
    </message>
    <message>
        <source>Servers to tell of</source>
        <translation>Server, von denen gemeldet wird</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Benachrichtigungsfeld</translation>
    </message>
    <message>
        <source>Show how many wait in the tray</source>
        <translation>Im Benachrichtigungsfeld zeigen, wie viele warten</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Weiterlaufen, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>This desktop has no service that shows notifications: who waits is told in the tray and in the window only.</source>
        <translation>Dieser Desktop hat keinen Dienst, der Benachrichtigungen zeigt: Wer wartet, steht nur im Benachrichtigungsfeld und im Fenster.</translation>
    </message>
    <message>
        <source>Shown by the desktop.</source>
        <translation>Vom Desktop gezeigt.</translation>
    </message>
    <message>
        <source>Shown by the desktop, which takes no answers and no clicks in them.</source>
        <translation>Vom Desktop gezeigt, der darin weder Antworten noch Klicks annimmt.</translation>
    </message>
    <message>
        <source>It plays no sounds.</source>
        <translation>Er spielt keine Töne ab.</translation>
    </message>
    <message>
        <source>Headgate goes on watching then; Quit in the menu or in the tray ends it.</source>
        <translation>Headgate sieht dann weiter zu; „Beenden“ im Menü oder im Benachrichtigungsfeld beendet es.</translation>
    </message>
    <message>
        <source>This desktop shows no tray now: closing the window ends Headgate.</source>
        <translation>Dieser Desktop zeigt gerade kein Benachrichtigungsfeld: Das Schließen des Fensters beendet Headgate.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
</context>
<context>
    <name>headgate::Notifier</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Einmal erlauben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>State changed, open Headgate.</source>
        <translation>Der Stand hat sich geändert, öffnen Sie Headgate.</translation>
    </message>
    <message>
        <source>Not answered: the screen is locked. Open Headgate.</source>
        <translation>Nicht beantwortet: Der Bildschirm ist gesperrt. Öffnen Sie Headgate.</translation>
    </message>
    <message>
        <source>Not answered: the server cannot be reached now. Open Headgate.</source>
        <translation>Nicht beantwortet: Der Server ist gerade nicht erreichbar. Öffnen Sie Headgate.</translation>
    </message>
</context>
<context>
    <name>headgate::PanelHead</name>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Move this panel into a window of its own</source>
        <translation>Diesen Bereich in ein eigenes Fenster verschieben</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>%1 · own window</source>
        <comment>title of a panel</comment>
        <translation>%1 · eigenes Fenster</translation>
    </message>
</context>
<context>
    <name>headgate::PanelTabs</name>
    <message>
        <source>%1 %2</source>
        <comment>title of a tab and a count</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>headgate::PanelWindow</name>
    <message>
        <source>Put this panel back into the main window</source>
        <translation>Diesen Bereich ins Hauptfenster zurückholen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>title of a panel and a count</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 — Headgate</source>
        <comment>title of a panel&apos;s window</comment>
        <translation>%1 — Headgate</translation>
    </message>
</context>
<context>
    <name>headgate::PayloadView</name>
    <message>
        <source>Full text of the request</source>
        <translation>Voller Text der Anfrage</translation>
    </message>
</context>
<context>
    <name>headgate::PictureView</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>This picture cannot be read.</source>
        <translation>Dieses Bild lässt sich nicht lesen.</translation>
    </message>
</context>
<context>
    <name>headgate::PrivacyPage</name>
    <message>
        <source>Forget: %1</source>
        <translation>Vergessen: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>This window keeps nothing: it runs without a profile, and what it knows goes when it is closed.</source>
        <translation>Dieses Fenster bewahrt nichts auf: Es läuft ohne Profil, und was es weiß, ist mit dem Schließen weg.</translation>
    </message>
    <message>
        <source>Everything is kept in %1, on this machine alone: what servers told (history.db), streams you serve (streams.db), each decision (decisions.jsonl), these settings (preferences.ini), and what the window remembers of itself (windowstate.ini). Passwords are in the desktop&apos;s keychain. Nothing is sent to anybody but the servers you follow.</source>
        <translation>Alles liegt in %1, nur auf diesem Rechner: was Server gemeldet haben (history.db), Streams, die Sie anbieten (streams.db), jede Entscheidung (decisions.jsonl), diese Einstellungen (preferences.ini) und was sich das Fenster von sich merkt (windowstate.ini). Passwörter liegen im Schlüsselbund des Desktops. Gesendet wird nur an die Server, die Sie verfolgen.</translation>
    </message>
    <message>
        <source>What the window remembers</source>
        <translation>Was sich das Fenster merkt</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>Words that you looked for in all sessions.</source>
        <translation>Wörter, nach denen Sie in allen Sitzungen gesucht haben.</translation>
    </message>
    <message>
        <source>Recent actions</source>
        <translation>Letzte Aktionen</translation>
    </message>
    <message>
        <source>They stand first where actions are found by name.</source>
        <translation>Sie stehen zuerst, wo Aktionen nach Namen gefunden werden.</translation>
    </message>
    <message>
        <source>When you last looked at sessions</source>
        <translation>Wann Sie Sitzungen zuletzt angesehen haben</translation>
    </message>
    <message>
        <source>What came since is shown as unread.</source>
        <translation>Was seither kam, gilt als ungelesen.</translation>
    </message>
    <message>
        <source>Messages not sent</source>
        <translation>Nicht gesendete Nachrichten</translation>
    </message>
    <message>
        <source>What you began to write to agents.</source>
        <translation>Was Sie an Agenten zu schreiben begonnen haben.</translation>
    </message>
    <message>
        <source>Other people</source>
        <translation>Andere Personen</translation>
    </message>
    <message>
        <source>Tell AgentPane servers which session you look at</source>
        <translation>AgentPane-Servern mitteilen, welche Sitzung Sie ansehen</translation>
    </message>
    <message>
        <source>With your name of this machine and your place in the transcript, while the session is in view. Other servers are told nothing of the kind.</source>
        <translation>Mit Ihrem Namen auf diesem Rechner und Ihrer Stelle im Gesprächsverlauf, solange die Sitzung zu sehen ist. Anderen Servern wird nichts dergleichen mitgeteilt.</translation>
    </message>
</context>
<context>
    <name>headgate::ProgramWindows</name>
    <message>
        <source>Export the connection report</source>
        <translation>Verbindungsbericht exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another place.</source>
        <translation>%1 ließ sich nicht schreiben: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>headgate::ProofBadge</name>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
</context>
<context>
    <name>headgate::ProofModel</name>
    <message>
        <source>%1 of %2 connected</source>
        <translation>%1 von %2 verbunden</translation>
    </message>
    <message>
        <source>OpenCode %1</source>
        <translation>OpenCode %1</translation>
    </message>
    <message>
        <source>last byte %1</source>
        <translation>letztes Byte %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 of them by catching up; %3 reconnect(s); %4 could not be read</source>
        <translation>
            <numerusform>%1, davon %2 nachgeholt; %3 Neuverbindung; %4 nicht lesbar</numerusform>
            <numerusform>%1, davon %2 nachgeholt; %3 Neuverbindungen; %4 nicht lesbar</numerusform>
        </translation>
    </message>
    <message>
        <source>; newest number %1</source>
        <translation>; neueste Nummer %1</translation>
    </message>
    <message>
        <source>Held of “%1”</source>
        <translation>Bestand von „%1“</translation>
    </message>
    <message>
        <source>Best effort</source>
        <translation>Nach bestem Bemühen</translation>
    </message>
    <message>
        <source>A stream&apos;s offsets say how far it was read and not how much there is: %1.</source>
        <translation>Die Offsets eines Streams sagen, wie weit gelesen wurde, nicht wie viel es gibt: %1.</translation>
    </message>
    <message>
        <source>Reading what is held…</source>
        <translation>Bestand wird gelesen…</translation>
    </message>
    <message>
        <source>Comparing with the server…</source>
        <translation>Vergleich mit dem Server…</translation>
    </message>
    <message>
        <source>Up to what was held when you asked.</source>
        <translation>Bis zu dem, was bei Ihrer Frage vorhanden war.</translation>
    </message>
    <message>
        <source>Checked at %1, up to what was held then.</source>
        <translation>Geprüft um %1, bis zum damaligen Bestand.</translation>
    </message>
    <message>
        <source>The server could not be asked: %1</source>
        <translation>Der Server konnte nicht gefragt werden: %1</translation>
    </message>
    <message>
        <source>Best effort: this server keeps no log to compare with.</source>
        <translation>Nach bestem Bemühen: Dieser Server führt kein Protokoll zum Vergleichen.</translation>
    </message>
    <message>
        <source>Newest events</source>
        <translation>Neueste Ereignisse</translation>
    </message>
</context>
<context>
    <name>headgate::ProofPanel</name>
    <message>
        <source>No source yet</source>
        <translation>Noch keine Quelle</translation>
    </message>
    <message>
        <source>How each server is connected, what is held of it and the proof that nothing is missing stand here.</source>
        <translation>Hier steht, wie jeder Server verbunden ist, was von ihm vorhanden ist und der Nachweis, dass nichts fehlt.</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Ends the waiting of every server that is out of reach (F5)</source>
        <translation>Beendet das Warten jedes nicht erreichbaren Servers (F5)</translation>
    </message>
    <message>
        <source>Check against the servers</source>
        <translation>Mit Servern vergleichen</translation>
    </message>
    <message>
        <source>Compares all that is held with what each source itself says, up to this moment</source>
        <translation>Vergleicht den ganzen Bestand mit dem, was jede Quelle selbst sagt, bis zu diesem Moment</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>headgate::QuestionForm</name>
    <message>
        <source>Choose one or more.</source>
        <translation>Wählen Sie eine oder mehrere.</translation>
    </message>
    <message>
        <source>Another answer, in your own words</source>
        <translation>Andere Antwort, in eigenen Worten</translation>
    </message>
    <message>
        <source>Or in your own words</source>
        <translation>Oder in eigenen Worten</translation>
    </message>
    <message>
        <source>Answer in your own words: %1</source>
        <translation>Antwort in eigenen Worten: %1</translation>
    </message>
</context>
<context>
    <name>headgate::RecordBox</name>
    <message>
        <source>Record into a log</source>
        <translation>In ein Protokoll aufzeichnen</translation>
    </message>
    <message>
        <source>File of the log</source>
        <translation>Datei des Protokolls</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
</context>
<context>
    <name>headgate::ReplayBar</name>
    <message>
        <source>Play</source>
        <translation>Wiedergeben</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>Wiedergeben oder anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Speed (1, 2, 4)</source>
        <translation>Tempo (1, 2, 4)</translation>
    </message>
    <message>
        <source>Skip pauses</source>
        <translation>Pausen überspringen</translation>
    </message>
    <message>
        <source>Pass over silences while playing</source>
        <translation>Stille beim Wiedergeben übergehen</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Zurück zur Gegenwart</translation>
    </message>
    <message>
        <source>End the replay (Escape)</source>
        <translation>Wiedergabe beenden (Escape)</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergabe</translation>
    </message>
    <message>
        <source>One event back (Shift+Left)</source>
        <translation>Ein Ereignis zurück (Umschalt+Links)</translation>
    </message>
    <message>
        <source>One event on (Shift+Right)</source>
        <translation>Ein Ereignis weiter (Umschalt+Rechts)</translation>
    </message>
    <message>
        <source>To the request to a person before (Ctrl+Left)</source>
        <translation>Zur vorigen Anfrage an eine Person (Strg+Links)</translation>
    </message>
    <message>
        <source>To the next request to a person (Ctrl+Right)</source>
        <translation>Zur nächsten Anfrage an eine Person (Strg+Rechts)</translation>
    </message>
    <message>
        <source>Replay of “%1”</source>
        <translation>Wiedergabe von „%1“</translation>
    </message>
    <message>
        <source>Reading what is held of it …</source>
        <translation>Bestand wird gelesen …</translation>
    </message>
    <message>
        <source>Reading how it was on %1 …</source>
        <translation>Stand vom %1 wird gelesen …</translation>
    </message>
    <message>
        <source>As it was on %1. Only the present can be answered.</source>
        <translation>Stand vom %1. Nur die Gegenwart lässt sich beantworten.</translation>
    </message>
    <message>
        <source>%1: that it happened was kept, and not what it said. A later event replaced it.</source>
        <translation>%1: Dass es geschah, ist aufbewahrt, nicht aber der Inhalt. Ein späteres Ereignis hat ihn ersetzt.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Speed: %1 times</source>
        <translation>Tempo: %1-fach</translation>
    </message>
    <message>
        <source>%1 of %2 · event %3 of %4</source>
        <translation>%1 von %2 · Ereignis %3 von %4</translation>
    </message>
</context>
<context>
    <name>headgate::ReplayNow</name>
    <message>
        <source>Waiting for a person</source>
        <translation>Wartet auf eine Person</translation>
    </message>
    <message>
        <source>Nobody waited.</source>
        <translation>Niemand wartete.</translation>
    </message>
    <message>
        <source>A request. What was asked was not kept once it was answered.</source>
        <translation>Eine Anfrage. Was gefragt wurde, ist nach der Antwort nicht aufbewahrt worden.</translation>
    </message>
    <message>
        <source>Lineage</source>
        <translation>Abstammung</translation>
    </message>
    <message>
        <source>Those that had begun, by the titles they have now.</source>
        <translation>Jene, die begonnen hatten, mit ihren heutigen Titeln.</translation>
    </message>
    <message>
        <source>Todos</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>No line of a terminal is held up to this moment.</source>
        <translation>Bis zu diesem Moment ist keine Terminalzeile vorhanden.</translation>
    </message>
    <message>
        <source>At this moment</source>
        <translation>In diesem Moment</translation>
    </message>
    <message>
        <source>Costs, changed files and who else was there are known as they are now alone, and are not shown.</source>
        <translation>Kosten, geänderte Dateien und wer sonst da war, sind nur vom jetzigen Stand bekannt und werden nicht gezeigt.</translation>
    </message>
</context>
<context>
    <name>headgate::ReplayPage</name>
    <message>
        <source>Transcript as it was</source>
        <translation>Gesprächsverlauf, wie er war</translation>
    </message>
    <message>
        <source>Nothing of this session is held here, so there is nothing to play back.</source>
        <translation>Von dieser Sitzung ist hier nichts vorhanden, also gibt es nichts wiederzugeben.</translation>
    </message>
</context>
<context>
    <name>headgate::ReplayPlayer</name>
    <message>
        <source>What it printed up to this moment was not kept.</source>
        <translation>Was bis zu diesem Moment ausgegeben wurde, ist nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Being written at this moment. The words in between were not kept.</source>
        <translation>Wird in diesem Moment geschrieben. Die Wörter dazwischen sind nicht aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>headgate::ReplayTrack</name>
    <message>
        <source>Timeline of the replay</source>
        <translation>Zeitleiste der Wiedergabe</translation>
    </message>
    <message>
        <source>▼ a person was asked; above the line: tools, below: messages; hatched: the connection was cut</source>
        <translation>▼ eine Person wurde gefragt; über der Linie: Werkzeuge, darunter: Nachrichten; schraffiert: die Verbindung war getrennt</translation>
    </message>
</context>
<context>
    <name>headgate::RequestDialogs</name>
    <message>
        <source>A session not described yet</source>
        <translation>Eine noch nicht beschriebene Sitzung</translation>
    </message>
</context>
<context>
    <name>headgate::RoomModel</name>
    <message>
        <source>%1 joined</source>
        <translation>%1 kam hinzu</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 ging</translation>
    </message>
    <message>
        <source>%1 began to work</source>
        <translation>%1 begann zu arbeiten</translation>
    </message>
    <message>
        <source>%1 paused</source>
        <translation>%1 pausierte</translation>
    </message>
    <message>
        <source>%1 went on</source>
        <translation>%1 machte weiter</translation>
    </message>
    <message>
        <source>%1 is done</source>
        <translation>%1 ist fertig</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist gescheitert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>uses %1</source>
        <translation>verwendet %1</translation>
    </message>
    <message>
        <source>Watching</source>
        <translation>Sehen zu</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (Sie)</translation>
    </message>
    <message>
        <source>silent for %1</source>
        <translation>still seit %1</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>%1, turn %2</source>
        <translation>%1, Zug %2</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
</context>
<context>
    <name>headgate::RowListModel</name>
    <message>
        <source>to do</source>
        <translation>zu tun</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
</context>
<context>
    <name>headgate::RowsPanel</name>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Show event</source>
        <translation>Ereignis zeigen</translation>
    </message>
    <message>
        <source>Show in the transcript</source>
        <translation>Im Gesprächsverlauf zeigen</translation>
    </message>
</context>
<context>
    <name>headgate::RulesModel</name>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>in the project %1</source>
        <translation>im Projekt %1</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Can be read once the server answers.</source>
        <translation>Lesbar, sobald der Server antwortet.</translation>
    </message>
    <message>
        <source>This server cannot say what was allowed always. It lasts until the server restarts.</source>
        <translation>Dieser Server kann nicht sagen, was immer erlaubt wurde. Es gilt, bis er neu startet.</translation>
    </message>
    <message>
        <source>Nothing is saved. What was allowed always and does not stand here lasts until the server restarts.</source>
        <translation>Nichts ist gespeichert. Was immer erlaubt wurde und hier nicht steht, gilt, bis der Server neu startet.</translation>
    </message>
</context>
<context>
    <name>headgate::RulesPanel</name>
    <message>
        <source>No server to ask</source>
        <translation>Kein Server zum Fragen</translation>
    </message>
    <message>
        <source>Approvals that an OpenCode server keeps beyond the request they were given for stand here, and can be revoked.</source>
        <translation>Freigaben, die ein OpenCode-Server über ihre Anfrage hinaus behält, stehen hier und können widerrufen werden.</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>Widerrufen…</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Saved approvals</source>
        <translation>Gespeicherte Freigaben</translation>
    </message>
    <message>
        <source>Revoke a saved approval</source>
        <translation>Gespeicherte Freigabe widerrufen</translation>
    </message>
    <message>
        <source>Ask again before “%1”?</source>
        <translation>Vor „%1“ wieder fragen?</translation>
    </message>
    <message>
        <source>The server forgets that it was allowed always. What runs now is not stopped.</source>
        <translation>Der Server vergisst, dass es immer erlaubt war. Was gerade läuft, wird nicht angehalten.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>headgate::SearchFinder</name>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Diese Sitzung</translation>
    </message>
    <message>
        <source>looked for before</source>
        <translation>früher gesucht</translation>
    </message>
    <message>
        <source>Nothing stands behind %1: yet.</source>
        <translation>Hinter %1: steht noch nichts.</translation>
    </message>
    <message>
        <source>%1: takes a time, such as today, 3d or 2026-05-17.</source>
        <translation>%1: nimmt eine Zeit wie today, 3d oder 2026-05-17.</translation>
    </message>
    <message>
        <source>role: is one of %1.</source>
        <translation>role: ist eines von %1.</translation>
    </message>
    <message>
        <source>a session without a title</source>
        <translation>eine Sitzung ohne Titel</translation>
    </message>
    <message>
        <source>said by a person</source>
        <translation>von einer Person gesagt</translation>
    </message>
    <message>
        <source>thought by the agent</source>
        <translation>vom Agenten gedacht</translation>
    </message>
    <message>
        <source>said by the agent</source>
        <translation>vom Agenten gesagt</translation>
    </message>
    <message>
        <source>a tool</source>
        <translation>ein Werkzeug</translation>
    </message>
    <message>
        <source>tool %1</source>
        <translation>Werkzeug %1</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>error of %1</source>
        <translation>Fehler von %1</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>What is looked through</source>
        <translation>Was durchgesehen wird</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Since when</source>
        <translation>Seit wann</translation>
    </message>
    <message>
        <source>What stands first</source>
        <translation>Was zuerst steht</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Titles</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message numerus="yes">
        <source>Last %Ln day(s)</source>
        <translation>
            <numerusform>Letzter %Ln Tag</numerusform>
            <numerusform>Letzte %Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Best fit first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>%1, looked for before</source>
        <translation>%1, früher gesucht</translation>
    </message>
</context>
<context>
    <name>headgate::ServePanel</name>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>Publish this session</source>
        <translation>Diese Sitzung veröffentlichen</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>No stream yet. Publish the session you look at, or let a program create one with PUT.</source>
        <translation>Noch kein Stream. Veröffentlichen Sie die gezeigte Sitzung, oder lassen Sie ein Programm mit PUT einen anlegen.</translation>
    </message>
    <message>
        <source>Serve streams</source>
        <translation>Streams anbieten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Port to serve at</source>
        <translation>Port für das Angebot</translation>
    </message>
    <message>
        <source>Streams %1</source>
        <translation>Streams %1</translation>
    </message>
    <message>
        <source>Stop publishing</source>
        <translation>Nicht mehr veröffentlichen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy as a curl command</source>
        <translation>Als curl-Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>headgate::ServersPage</name>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Nothing is followed yet.</source>
        <translation>Noch wird nichts verfolgt.</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Add a server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>An OpenCode or AgentPane server, a durable stream, or an event log.</source>
        <translation>Ein OpenCode- oder AgentPane-Server, ein Durable Stream oder ein Ereignisprotokoll.</translation>
    </message>
    <message>
        <source>Passwords are kept in the desktop&apos;s keychain, never in a file of Headgate&apos;s. Which servers are told of outside of the window stands under Notifications.</source>
        <translation>Passwörter liegen im Schlüsselbund des Desktops, nie in einer Datei von Headgate. Von welchen Servern außerhalb des Fensters gemeldet wird, steht unter Benachrichtigungen.</translation>
    </message>
    <message>
        <source>No address that can be followed</source>
        <translation>Keine Adresse, die verfolgt werden kann</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Forget password</source>
        <translation>Passwort vergessen</translation>
    </message>
    <message>
        <source>Forget the password of %1</source>
        <translation>Das Passwort von %1 vergessen</translation>
    </message>
    <message>
        <source>It leaves the keychain; at the next start you are asked for it if it is needed</source>
        <translation>Es verlässt den Schlüsselbund; beim nächsten Start wird danach gefragt, falls es nötig ist</translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>headgate::SessionCommands</name>
    <message>
        <source>Rename the session</source>
        <translation>Sitzung umbenennen</translation>
    </message>
    <message>
        <source>Its new title:</source>
        <translation>Der neue Titel:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Its transcript is deleted on the server, for everybody and for good.</source>
        <translation>Der Gesprächsverlauf wird auf dem Server gelöscht, für alle und endgültig.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>With it go its %Ln subagent(s): %1.</source>
        <translation>
            <numerusform>Mit ihr geht ihr %Ln Unteragent: %1.</numerusform>
            <numerusform>Mit ihr gehen ihre %Ln Unteragenten: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) of it that wait for you end without an answer.</source>
        <translation>
            <numerusform>%Ln Anfrage, die auf Sie wartet, endet ohne Antwort.</numerusform>
            <numerusform>%Ln Anfragen, die auf Sie warten, enden ohne Antwort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its running turn is ended first.</source>
        <translation>Der laufende Zug wird zuerst beendet.</translation>
    </message>
    <message>
        <source>Files that it changed stay as they are.</source>
        <translation>Geänderte Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Delete the session</source>
        <translation>Sitzung löschen</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Stop the session</source>
        <translation>Sitzung anhalten</translation>
    </message>
    <message>
        <source>Stop “%1”?</source>
        <translation>„%1“ anhalten?</translation>
    </message>
    <message>
        <source>Its running turn ends, and first those of its subagents. What they wrote stays.</source>
        <translation>Der laufende Zug endet, vorher die der Unteragenten. Was sie geschrieben haben, bleibt.</translation>
    </message>
    <message>
        <source>Its running turn ends. What it wrote stays.</source>
        <translation>Der laufende Zug endet. Was geschrieben wurde, bleibt.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Laufen lassen</translation>
    </message>
</context>
<context>
    <name>headgate::SessionHead</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>More about this session</source>
        <translation>Mehr zu dieser Sitzung</translation>
    </message>
    <message>
        <source>End the running turn, and those of its subagents</source>
        <translation>Den laufenden Zug und die der Unteragenten beenden</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>waits for you</source>
        <translation>wartet auf Sie</translation>
    </message>
    <message>
        <source>was running when last seen</source>
        <translation>lief, als zuletzt gesehen</translation>
    </message>
    <message>
        <source>%1 in, %2 out, %3 reasoning, %4 read from and %5 written to the cache</source>
        <translation>%1 hinein, %2 heraus, %3 Nachdenken, %4 aus dem Cache gelesen, %5 hineingeschrieben</translation>
    </message>
    <message>
        <source>%1; %2 tokens with subagents</source>
        <translation>%1; %2 Token mit Unteragenten</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Token</translation>
    </message>
    <message>
        <source>nearly full: %1</source>
        <translation>fast voll: %1</translation>
    </message>
    <message>
        <source>Of what its model can read at once, the newest answer used this much. All in all: %1</source>
        <translation>So viel von dem, was das Modell auf einmal lesen kann, brauchte die neueste Antwort. Insgesamt: %1</translation>
    </message>
    <message>
        <source>%1 with subagents</source>
        <translation>%1 mit Unteragenten</translation>
    </message>
    <message>
        <source>partly undone</source>
        <translation>teils rückgängig</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>geteilt</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>Its last messages, and what they did to files, are undone for now. The transcript shows from where.</source>
        <translation>Die letzten Nachrichten und was sie an Dateien taten, sind vorerst rückgängig gemacht. Der Gesprächsverlauf zeigt, ab wo.</translation>
    </message>
    <message>
        <source>What is held of this session, and the proof of it</source>
        <translation>Was von dieser Sitzung vorhanden ist, mit Nachweis</translation>
    </message>
</context>
<context>
    <name>headgate::SessionNavigator</name>
    <message>
        <source>“%1” is kept, but its source is not followed here now.</source>
        <translation>„%1“ ist aufbewahrt, doch die Quelle wird hier gerade nicht verfolgt.</translation>
    </message>
    <message>
        <source>That text is not in the session any more.</source>
        <translation>Dieser Text steht nicht mehr in der Sitzung.</translation>
    </message>
</context>
<context>
    <name>headgate::SessionReplay</name>
    <message>
        <source>Who comes from whom in a log is known as it is now alone, and is not shown.</source>
        <translation>Wer in einem Protokoll von wem stammt, ist nur vom jetzigen Stand bekannt und wird nicht gezeigt.</translation>
    </message>
</context>
<context>
    <name>headgate::SessionTree</name>
    <message>
        <source>Servers and sessions</source>
        <translation>Server und Sitzungen</translation>
    </message>
</context>
<context>
    <name>headgate::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Search the settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Fewer letters find more. Esc shows the pages again.</source>
        <translation>Weniger Buchstaben finden mehr. Esc zeigt die Seiten wieder.</translation>
    </message>
    <message>
        <source>Nothing is called “%1”</source>
        <translation>Nichts heißt „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) found</source>
        <translation>
            <numerusform>%n Einstellung gefunden</numerusform>
            <numerusform>%n Einstellungen gefunden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::SettingsExchange</name>
    <message>
        <source>Write the settings into a file</source>
        <translation>Einstellungen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Take settings from a file</source>
        <translation>Einstellungen aus einer Datei übernehmen</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>The settings are in %1. No password is among them.</source>
        <translation>Die Einstellungen stehen in %1. Passwörter sind nicht darunter.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 ließ sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 ließ sich nicht lesen: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) changed.</source>
        <translation>
            <numerusform>%n Einstellung geändert.</numerusform>
            <numerusform>%n Einstellungen geändert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::SettingsFields</name>
    <message>
        <source>it can be true or false.</source>
        <translation>möglich ist true oder false.</translation>
    </message>
    <message>
        <source>it can be %1.</source>
        <translation>möglich ist %1.</translation>
    </message>
    <message>
        <source>it can be a short text.</source>
        <translation>möglich ist ein kurzer Text.</translation>
    </message>
    <message>
        <source>it can be a whole number from %1 to %2.</source>
        <translation>möglich ist eine ganze Zahl von %1 bis %2.</translation>
    </message>
    <message>
        <source>it can be a time as 22:30.</source>
        <translation>möglich ist eine Zeit wie 22:30.</translation>
    </message>
    <message>
        <source>it can be a list of servers.</source>
        <translation>möglich ist eine Liste von Servern.</translation>
    </message>
    <message>
        <source>it can be keys as Ctrl+J.</source>
        <translation>möglich sind Tasten wie Ctrl+J.</translation>
    </message>
</context>
<context>
    <name>headgate::SettingsPages</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>In force after the next start.</source>
        <translation>Gilt nach dem nächsten Start.</translation>
    </message>
    <message>
        <source>Font of code</source>
        <translation>Schrift für Code</translation>
    </message>
    <message>
        <source>Font of the interface</source>
        <translation>Schrift der Oberfläche</translation>
    </message>
    <message>
        <source>Code, commands, terminals, and what you are asked to allow.</source>
        <translation>Code, Befehle, Terminals und worum Sie um Erlaubnis gebeten werden.</translation>
    </message>
    <message>
        <source>Everything that is no code.</source>
        <translation>Alles, was kein Code ist.</translation>
    </message>
    <message>
        <source>Headgate’s own choice</source>
        <translation>Wahl von Headgate</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>High contrast keeps to light or dark as the system is.</source>
        <translation>Hoher Kontrast bleibt hell oder dunkel, wie das System es ist.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of words, and of the rows they stand in. Ctrl and the wheel change it too.</source>
        <translation>Der Wörter und der Zeilen, in denen sie stehen. Strg und das Mausrad ändern sie auch.</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>What turns while an agent works stands still where you, or the system, want nothing to move by itself.</source>
        <translation>Was sich dreht, während ein Agent arbeitet, steht still, wenn Sie oder das System nicht wollen, dass sich etwas von selbst bewegt.</translation>
    </message>
    <message>
        <source>Nothing moves</source>
        <translation>Nichts bewegt sich</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>How a transcript begins. What you fold or unfold yourself stays as you left it.</source>
        <translation>Wie ein Gesprächsverlauf beginnt. Was Sie selbst ein- oder ausklappen, bleibt, wie Sie es verlassen.</translation>
    </message>
    <message>
        <source>Show what agents think</source>
        <translation>Gedanken der Agenten zeigen</translation>
    </message>
    <message>
        <source>Thoughts begin unfolded.</source>
        <translation>Gedanken beginnen ausgeklappt.</translation>
    </message>
    <message>
        <source>Tool calls</source>
        <translation>Werkzeugaufrufe</translation>
    </message>
    <message>
        <source>Commands with what they printed, and changes of files.</source>
        <translation>Befehle mit ihrer Ausgabe und Änderungen an Dateien.</translation>
    </message>
    <message>
        <source>Short changes are open</source>
        <translation>Kurze Änderungen sind offen</translation>
    </message>
    <message>
        <source>All are open</source>
        <translation>Alle sind offen</translation>
    </message>
    <message>
        <source>All are folded</source>
        <translation>Alle sind eingeklappt</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys of a single character</source>
        <translation>Tasten aus einem einzelnen Zeichen</translation>
    </message>
    <message>
        <source>As “?”, which lists the keys. Off: only chords with Ctrl or Alt, and function keys, do something anywhere in the window.</source>
        <translation>Wie „?“, das die Tasten auflistet. Aus: Nur Kombinationen mit Strg oder Alt und Funktionstasten wirken überall im Fenster.</translation>
    </message>
</context>
<context>
    <name>headgate::SettingsTransfer</name>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>is no server.</source>
        <translation>ist kein Server.</translation>
    </message>
    <message>
        <source>“%1” is nothing that Headgate knows.</source>
        <translation>„%1“ kennt Headgate nicht.</translation>
    </message>
    <message>
        <source>“%1” is no address that can be followed.</source>
        <translation>„%1“ ist keine Adresse, die verfolgt werden kann.</translation>
    </message>
    <message>
        <source>a password stands in its address, and is not taken.</source>
        <translation>in der Adresse steht ein Passwort; es wird nicht übernommen.</translation>
    </message>
    <message>
        <source>Server %1</source>
        <translation>Server %1</translation>
    </message>
    <message>
        <source>not followed</source>
        <translation>nicht verfolgt</translation>
    </message>
    <message>
        <source>followed</source>
        <translation>verfolgt</translation>
    </message>
    <message>
        <source>Name of %1</source>
        <translation>Name von %1</translation>
    </message>
    <message>
        <source>“%1” has these keys in the same file.</source>
        <translation>„%1“ hat in derselben Datei diese Tasten.</translation>
    </message>
    <message>
        <source>%1 is %2: %3</source>
        <translation>%1 ist %2: %3</translation>
    </message>
    <message>
        <source>That is no file of settings: it is not written as one JSON object.</source>
        <translation>Das ist keine Datei mit Einstellungen: Sie besteht nicht aus einem JSON-Objekt.</translation>
    </message>
    <message>
        <source>That is no file of Headgate’s settings: it does not say “%1”.</source>
        <translation>Das ist keine Datei mit Einstellungen von Headgate: Ihr fehlt „%1“.</translation>
    </message>
    <message>
        <source>These settings are of form %1, and this Headgate knows form %2 only. Nothing was taken; a newer Headgate may know it.</source>
        <translation>Diese Einstellungen haben die Form %1, und dieses Headgate kennt nur die Form %2. Es wurde nichts übernommen; ein neueres Headgate kennt sie vielleicht.</translation>
    </message>
    <message>
        <source>“servers” is no list.</source>
        <translation>„servers“ ist keine Liste.</translation>
    </message>
</context>
<context>
    <name>headgate::ShortcutModel</name>
    <message>
        <source>none, changed</source>
        <translation>keine, geändert</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1, geändert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>keine Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>headgate::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>While a request is shown</source>
        <translation>Während eine Anfrage gezeigt wird</translation>
    </message>
    <message>
        <source>Allow once</source>
        <translation>Einmal erlauben</translation>
    </message>
    <message>
        <source>Allow always</source>
        <translation>Immer erlauben</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Keep it waiting</source>
        <translation>Warten lassen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>headgate::ShortcutTable</name>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>The other action loses these keys</source>
        <translation>Die andere Aktion verliert diese Tasten</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Nothing changes (Esc)</source>
        <translation>Nichts ändert sich (Esc)</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Press other keys for this action (Enter)</source>
        <translation>Andere Tasten für diese Aktion drücken (Eingabe)</translation>
    </message>
    <message>
        <source>More keys</source>
        <translation>Weitere Tasten</translation>
    </message>
    <message>
        <source>Press keys that do it as well</source>
        <translation>Tasten drücken, die es ebenfalls auslösen</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Take the keys of this action away (Delete)</source>
        <translation>Dieser Aktion die Tasten nehmen (Entf)</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Give this action the keys it came with</source>
        <translation>Dieser Aktion ihre ursprünglichen Tasten geben</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Give every action the keys it came with</source>
        <translation>Jeder Aktion ihre ursprünglichen Tasten geben</translation>
    </message>
    <message>
        <source>All actions have the keys they came with.</source>
        <translation>Alle Aktionen haben ihre ursprünglichen Tasten.</translation>
    </message>
    <message>
        <source>Enter records other keys, Delete takes them away. Keys that answer requests stand in no list: nothing else can have them.</source>
        <translation>Eingabe nimmt andere Tasten auf, Entf nimmt sie weg. Tasten, die Anfragen beantworten, stehen in keiner Liste: Nichts anderes kann sie haben.</translation>
    </message>
    <message>
        <source>Choose an action to change its keys.</source>
        <translation>Wählen Sie eine Aktion aus, um ihre Tasten zu ändern.</translation>
    </message>
    <message>
        <source>Press the keys for “%1”. Esc leaves them as they are.</source>
        <translation>Drücken Sie die Tasten für „%1“. Esc lässt sie, wie sie sind.</translation>
    </message>
    <message>
        <source>%1 cannot be had. %2 Press others, or Esc.</source>
        <translation>%1 ist nicht zu haben. %2 Drücken Sie andere oder Esc.</translation>
    </message>
    <message>
        <source>“%1” has %2 already.</source>
        <translation>„%1“ hat %2 bereits.</translation>
    </message>
    <message>
        <source>Kept, but keys of a single character are off: see above.</source>
        <translation>Behalten, doch Tasten aus einem einzelnen Zeichen sind aus: siehe oben.</translation>
    </message>
    <message>
        <source>%1 does it now.</source>
        <translation>%1 löst es jetzt aus.</translation>
    </message>
    <message>
        <source>It has the keys it came with.</source>
        <translation>Sie hat ihre ursprünglichen Tasten.</translation>
    </message>
    <message>
        <source>It has no keys now; it is still found by its name.</source>
        <translation>Sie hat jetzt keine Tasten; nach ihrem Namen wird sie weiterhin gefunden.</translation>
    </message>
    <message>
        <source>“%1” has keys of it now.</source>
        <translation>„%1“ hat jetzt Tasten von ihr.</translation>
    </message>
</context>
<context>
    <name>headgate::SidePanel</name>
    <message>
        <source>Add a server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>Follow the sessions of one more OpenCode server</source>
        <translation>Die Sitzungen eines weiteren OpenCode-Servers verfolgen</translation>
    </message>
</context>
<context>
    <name>headgate::SourceCommands</name>
    <message>
        <source>without an address</source>
        <translation>ohne Adresse</translation>
    </message>
    <message>
        <source>Rename a server</source>
        <translation>Server umbenennen</translation>
    </message>
    <message>
        <source>What it is called here; empty: by its address</source>
        <translation>Wie er hier heißt; leer: nach seiner Adresse</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Enter the password…</source>
        <translation>Passwort eingeben…</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause: send nothing to it</source>
        <translation>Pausieren: nichts an ihn senden</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Remove a server</source>
        <translation>Server entfernen</translation>
    </message>
    <message>
        <source>Remove “%1” from the list?</source>
        <translation>„%1“ aus der Liste entfernen?</translation>
    </message>
    <message>
        <source>Stop following %1?</source>
        <translation>%1 nicht mehr verfolgen?</translation>
    </message>
    <message>
        <source>It is no address that can be followed.</source>
        <translation>Das ist keine Adresse, die verfolgt werden kann.</translation>
    </message>
    <message>
        <source>It leaves this list. The server and its sessions are not touched.</source>
        <translation>Er verschwindet aus dieser Liste. Der Server und seine Sitzungen bleiben unberührt.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>headgate::SourceFinder</name>
    <message>
        <source>Looking what answers at %1…</source>
        <translation>Es wird geprüft, was an %1 antwortet…</translation>
    </message>
</context>
<context>
    <name>headgate::Sparkline</name>
    <message>
        <source>slowest %1</source>
        <translation>langsamstes %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 reconnect(s)</source>
        <translation>
            <numerusform>%1 Neuverbindung</numerusform>
            <numerusform>%1 Neuverbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 bis %2: %3</translation>
    </message>
</context>
<context>
    <name>headgate::StatePanel</name>
    <message>
        <source>State of streams</source>
        <translation>Zustand der Streams</translation>
    </message>
    <message>
        <source>No state</source>
        <translation>Kein Zustand</translation>
    </message>
    <message>
        <source>Filter by type, key or value</source>
        <translation>Nach Typ, Schlüssel oder Wert filtern</translation>
    </message>
    <message>
        <source>Filter the state</source>
        <translation>Zustand filtern</translation>
    </message>
    <message>
        <source>The value of the chosen thing</source>
        <translation>Der Wert des gewählten Dings</translation>
    </message>
    <message>
        <source>Choose a thing to read its value whole.</source>
        <translation>Wählen Sie ein Ding aus, um seinen Wert ganz zu lesen.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s)</source>
        <translation>
            <numerusform>%n Ding</numerusform>
            <numerusform>%n Dinge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n thing(s)</source>
        <translation>
            <numerusform>%1 von %n Ding</numerusform>
            <numerusform>%1 von %n Dingen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cut here: %1 characters in all.</source>
        <translation>Hier abgeschnitten: insgesamt %1 Zeichen.</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>When a stream tells of things and how they change (State Protocol), each thing appears here with its newest value. Add such a stream with %1.</source>
        <translation>Wenn ein Stream von Dingen und ihren Änderungen berichtet (State Protocol), erscheint hier jedes Ding mit seinem neuesten Wert. Einen solchen Stream fügen Sie mit %1 hinzu.</translation>
    </message>
</context>
<context>
    <name>headgate::StateTableModel</name>
    <message>
        <source>%1: %2</source>
        <comment>type of things and how many</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>headgate::StatusStrip</name>
    <message>
        <source>State of the connection</source>
        <translation>Zustand der Verbindung</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Last byte</source>
        <translation>Letztes Byte</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Folgenummer</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Neuverbindungen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Enter the password</source>
        <translation>Passwort eingeben</translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation>Noch kein Server</translation>
    </message>
    <message>
        <source>last byte %1 ago</source>
        <translation>letztes Byte vor %1</translation>
    </message>
    <message>
        <source>seq %1</source>
        <translation>Nr. %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 reconnect(s)</source>
        <translation>
            <numerusform>%1 Neuverbindung</numerusform>
            <numerusform>%1 Neuverbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Ereignis</numerusform>
            <numerusform>%1 Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows how far it is, and can end it</source>
        <translation>Zeigt, wie weit es ist, und kann es beenden</translation>
    </message>
    <message numerus="yes">
        <source>Every event is checked by its id and its sequence number. %1 event(s) came by catching up, %2 could not be read. Press to see what this rests on.</source>
        <translation>
            <numerusform>Jedes Ereignis wird anhand von Kennung und Folgenummer geprüft. %1 Ereignis wurde nachgeholt, %2 nicht lesbar. Drücken zeigt, worauf das beruht.</numerusform>
            <numerusform>Jedes Ereignis wird anhand von Kennung und Folgenummer geprüft. %1 Ereignisse wurden nachgeholt, %2 nicht lesbar. Drücken zeigt, worauf das beruht.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::StorageModel</name>
    <message>
        <source>in its log</source>
        <translation>in seinem Protokoll</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalte</translation>
    </message>
</context>
<context>
    <name>headgate::StoragePage</name>
    <message>
        <source>On the disk</source>
        <translation>Auf dem Datenträger</translation>
    </message>
    <message>
        <source>Make the file smaller</source>
        <translation>Datei verkleinern</translation>
    </message>
    <message>
        <source>Gives room that is free inside of the history&apos;s file back to the disk, a little at a time</source>
        <translation>Gibt freien Platz in der Datei des Verlaufs nach und nach an den Datenträger zurück</translation>
    </message>
    <message>
        <source>How long contents are kept</source>
        <translation>Wie lange Inhalte aufbewahrt werden</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Für immer</translation>
    </message>
    <message>
        <source>Until a session rested for</source>
        <translation>Bis eine Sitzung geruht hat für</translation>
    </message>
    <message>
        <source>As many as fit into</source>
        <translation>So viele, wie passen in</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>Wie viel</translation>
    </message>
    <message>
        <source>By session</source>
        <translation>Nach Sitzung</translation>
    </message>
    <message>
        <source>Filter by title, server or id</source>
        <translation>Nach Titel, Server oder Kennung filtern</translation>
    </message>
    <message>
        <source>Filter the sessions</source>
        <translation>Sitzungen filtern</translation>
    </message>
    <message>
        <source>What sessions take</source>
        <translation>Was Sitzungen belegen</translation>
    </message>
    <message>
        <source>Drop its contents…</source>
        <translation>Inhalte entfernen…</translation>
    </message>
    <message>
        <source>Counting what is stored …</source>
        <translation>Gespeichertes wird gezählt …</translation>
    </message>
    <message>
        <source>Nothing is kept on disk: this window was started without a profile.</source>
        <translation>Auf dem Datenträger liegt nichts: Dieses Fenster wurde ohne Profil gestartet.</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>insgesamt %1</translation>
    </message>
    <message>
        <source>History: %1, of them %2 for finding words and %3 free</source>
        <translation>Verlauf: %1, davon %2 zum Finden von Wörtern und %3 frei</translation>
    </message>
    <message>
        <source>Streams that are served: %1</source>
        <translation>Angebotene Streams: %1</translation>
    </message>
    <message>
        <source>Record of decisions: %1</source>
        <translation>Aufzeichnung der Entscheidungen: %1</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source> GB</source>
        <translation> GB</translation>
    </message>
    <message>
        <source>Nothing is ever dropped by itself.</source>
        <translation>Von selbst wird nie etwas entfernt.</translation>
    </message>
    <message>
        <source>What goes of a session that rests: its messages, tool calls and what they printed, and with them finding it by its words and playing it back. What stays: its title, number and id of every event, every decision, and all of whoever runs, waits or is open. An OpenCode server tells it again when the session is opened, if it still has it; streams and other servers do not.</source>
        <translation>Was von einer ruhenden Sitzung geht: ihre Nachrichten, Werkzeugaufrufe und deren Ausgaben, und damit das Finden nach Wörtern und die Wiedergabe. Was bleibt: ihr Titel, Nummer und Kennung jedes Ereignisses, jede Entscheidung und alles von dem, was läuft, wartet oder offen ist. Ein OpenCode-Server meldet es beim Öffnen der Sitzung neu, falls er es noch hat; Streams und andere Server nicht.</translation>
    </message>
    <message>
        <source>The largest %1 of %2 sessions</source>
        <translation>Die größten %1 von %2 Sitzungen</translation>
    </message>
    <message numerus="yes">
        <source>%1 session(s)</source>
        <translation>
            <numerusform>%1 Sitzung</numerusform>
            <numerusform>%1 Sitzungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Drop the contents of a session</source>
        <translation>Inhalte einer Sitzung entfernen</translation>
    </message>
    <message>
        <source>Drop %1 of “%2” from this computer?</source>
        <translation>%1 von „%2“ von diesem Rechner entfernen?</translation>
    </message>
    <message>
        <source>Its messages and what its tools printed go. The server is not touched: it tells them again when the session is opened, if it still has them. The proof of its events and what was decided stay.</source>
        <translation>Ihre Nachrichten und die Ausgaben ihrer Werkzeuge gehen. Der Server bleibt unberührt: Er meldet sie beim Öffnen der Sitzung neu, falls er sie noch hat. Der Nachweis ihrer Ereignisse und das Entschiedene bleiben.</translation>
    </message>
    <message>
        <source>Its messages and what its tools printed go, and are not told again. The proof of its events and what was decided stay.</source>
        <translation>Ihre Nachrichten und die Ausgaben ihrer Werkzeuge gehen und werden nicht neu gemeldet. Der Nachweis ihrer Ereignisse und das Entschiedene bleiben.</translation>
    </message>
    <message>
        <source>Drop them</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>headgate::SupportDialog</name>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Support bundle</source>
        <translation>Hilfspaket</translation>
    </message>
    <message>
        <source>What helps to find a fault</source>
        <translation>Was hilft, einen Fehler zu finden</translation>
    </message>
    <message>
        <source>This is all of it, as it will be written. No session is in it; passwords, tokens and home directories were taken out. Nothing is sent anywhere.</source>
        <translation>Das ist alles, wie es geschrieben wird. Keine Sitzung steht darin; Passwörter, Token und Benutzerverzeichnisse wurden herausgenommen. Nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Checking the history …</source>
        <translation>Verlauf wird geprüft …</translation>
    </message>
    <message>
        <source>Save the support bundle</source>
        <translation>Hilfspaket speichern</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>%1 could not be written: %2. Choose another place.</source>
        <translation>%1 ließ sich nicht schreiben: %2. Wählen Sie einen anderen Ort.</translation>
    </message>
</context>
<context>
    <name>headgate::TerminalPanel</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No terminal here</source>
        <translation>Hier ist kein Terminal</translation>
    </message>
    <message>
        <source>A terminal is a shell on the server, in this session&apos;s directory. New starts one.</source>
        <translation>Ein Terminal ist eine Shell auf dem Server, im Verzeichnis dieser Sitzung. „Neu“ startet eine.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Start a shell on the server</source>
        <translation>Eine Shell auf dem Server starten</translation>
    </message>
    <message>
        <source>Search what was written (Ctrl+Shift+F)</source>
        <translation>Im Geschriebenen suchen (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>End this terminal&apos;s program</source>
        <translation>Das Programm dieses Terminals beenden</translation>
    </message>
    <message>
        <source>Choose a terminal</source>
        <translation>Terminal auswählen</translation>
    </message>
    <message>
        <source>Find in what was written</source>
        <translation>Im Geschriebenen suchen</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Not connected, keys go nowhere. %1</source>
        <translation>Nicht verbunden, Tasten wirken nicht. %1</translation>
    </message>
    <message>
        <source>Its program ended. What it wrote stays until you choose another.</source>
        <translation>Das Programm ist beendet. Was es schrieb, bleibt, bis Sie ein anderes wählen.</translation>
    </message>
    <message>
        <source>Connected. Some of what was written meanwhile is gone on the server.</source>
        <translation>Verbunden. Einiges des inzwischen Geschriebenen fehlt auf dem Server.</translation>
    </message>
    <message>
        <source>Connected, %1 × %2. F6 leaves the terminal.</source>
        <comment>columns and rows</comment>
        <translation>Verbunden, %1 × %2. F6 verlässt das Terminal.</translation>
    </message>
    <message>
        <source>%1 (ended)</source>
        <translation>%1 (beendet)</translation>
    </message>
    <message>
        <source>Close the terminal</source>
        <translation>Terminal schließen</translation>
    </message>
    <message>
        <source>Close “%1”?</source>
        <translation>„%1“ schließen?</translation>
    </message>
    <message>
        <source>Its program ends, and with it what it runs.</source>
        <translation>Das Programm endet und mit ihm, was es ausführt.</translation>
    </message>
    <message>
        <source>Let it run</source>
        <translation>Laufen lassen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
</context>
<context>
    <name>headgate::TerminalView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
</context>
<context>
    <name>headgate::TimelineModel</name>
    <message>
        <source>No longer in its file: %1</source>
        <translation>Nicht mehr in der Datei: %1</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, um %2</translation>
    </message>
    <message>
        <source>%1, %2, at %3</source>
        <translation>%1, %2, um %3</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>headgate::TimelinePanel</name>
    <message>
        <source>Tool calls and spawns</source>
        <translation>Aufrufe und Starts</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>Projektbuch</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>One type</source>
        <translation>Ein Typ</translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation>Jeder</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>The last 5 minutes</source>
        <translation>Letzte 5 Minuten</translation>
    </message>
    <message>
        <source>The last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
    <message>
        <source>All runs and streams</source>
        <translation>Alle Läufe und Streams</translation>
    </message>
    <message>
        <source>The session in the middle</source>
        <translation>Die Sitzung in der Mitte</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n event(s), %2 to %3</source>
        <translation>
            <numerusform>%1: %n Ereignis, %2 bis %3</numerusform>
            <numerusform>%1: %n Ereignisse, %2 bis %3</numerusform>
        </translation>
    </message>
    <message>
        <source>What is listed, as it stands in the log…</source>
        <translation>Das Aufgelistete, wie es im Protokoll steht…</translation>
    </message>
    <message>
        <source>Its activity trail as CSV…</source>
        <translation>Die Aktivitätsspur als CSV…</translation>
    </message>
    <message>
        <source>Its activity trail as JSON lines…</source>
        <translation>Die Aktivitätsspur als JSON-Zeilen…</translation>
    </message>
    <message>
        <source>Write into a file</source>
        <translation>In eine Datei schreiben</translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) written to %2</source>
        <translation>
            <numerusform>%1 Ereignis in %2 geschrieben</numerusform>
            <numerusform>%1 Ereignisse in %2 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>A time is written as 14:05 or 2026-01-31 14:05.</source>
        <translation>Eine Zeit wird als 14:05 oder 2026-01-31 14:05 geschrieben.</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>What is listed</source>
        <translation>Was aufgelistet wird</translation>
    </message>
    <message>
        <source>Whose events</source>
        <translation>Wessen Ereignisse</translation>
    </message>
    <message>
        <source>From when</source>
        <translation>Von wann</translation>
    </message>
    <message>
        <source>Of which run or stream</source>
        <translation>Aus welchem Lauf oder Stream</translation>
    </message>
    <message>
        <source>No event log</source>
        <translation>Kein Ereignisprotokoll</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Find in events</source>
        <translation>In Ereignissen suchen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Since, as 14:05</source>
        <translation>Seit, etwa 14:05</translation>
    </message>
    <message>
        <source>Until, as 2026-01-31 14:05</source>
        <translation>Bis, etwa 2026-01-31 14:05</translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Ereignis</numerusform>
            <numerusform>%1 Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through the log</source>
        <translation>Protokoll wird durchgesehen</translation>
    </message>
    <message>
        <source>%1, still looking</source>
        <translation>%1, die Suche läuft noch</translation>
    </message>
    <message>
        <source>The newest %1; choose a time to see older ones</source>
        <translation>Die neuesten %1; für ältere eine Zeit wählen</translation>
    </message>
    <message>
        <source>No event yet</source>
        <translation>Noch kein Ereignis</translation>
    </message>
    <message>
        <source>No event is like that</source>
        <translation>Kein Ereignis ist so</translation>
    </message>
    <message numerus="yes">
        <source>%1 newer</source>
        <translation>
            <numerusform>%1 neueres</numerusform>
            <numerusform>%1 neuere</numerusform>
        </translation>
    </message>
    <message>
        <source>The log has no event with the id %1.</source>
        <translation>Das Protokoll hat kein Ereignis mit der Kennung %1.</translation>
    </message>
    <message>
        <source>It is not in the list above, as it is filtered now.</source>
        <translation>So, wie jetzt gefiltert ist, steht es nicht in der Liste oben.</translation>
    </message>
    <message>
        <source>Choose a session of an event log at the left: every event of the log is listed here, the newest first. Add a log with %1.</source>
        <translation>Wählen Sie links eine Sitzung eines Ereignisprotokolls aus: Jedes seiner Ereignisse wird hier aufgelistet, die neuesten zuerst. Ein Protokoll fügen Sie mit %1 hinzu.</translation>
    </message>
</context>
<context>
    <name>headgate::TodoListModel</name>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state of a todo, then what it says</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>headgate::TodosPanel</name>
    <message>
        <source>No todos</source>
        <translation>Keine Aufgaben</translation>
    </message>
    <message>
        <source>When the agent of this session writes down what it means to do, the list appears here.</source>
        <translation>Wenn der Agent dieser Sitzung aufschreibt, was er vorhat, erscheint die Liste hier.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Todos of this session</source>
        <translation>Aufgaben dieser Sitzung</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 erledigt</translation>
    </message>
    <message>
        <source>, the first %1 are shown</source>
        <translation>, die ersten %1 werden gezeigt</translation>
    </message>
</context>
<context>
    <name>headgate::TopBar</name>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Inspector %1</source>
        <translation>Inspektor %1</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Show or hide the list of sessions</source>
        <translation>Sitzungsliste ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Show or hide the inspector</source>
        <translation>Inspektor ein- oder ausblenden</translation>
    </message>
</context>
<context>
    <name>headgate::TranscriptActions</name>
    <message>
        <source>There is nothing to copy here.</source>
        <translation>Hier gibt es nichts zu kopieren.</translation>
    </message>
    <message>
        <source>There is none before it in what is loaded: earlier messages are being loaded.</source>
        <translation>Im Geladenen gibt es davor keine: Frühere Nachrichten werden geladen.</translation>
    </message>
    <message>
        <source>You said nothing before that.</source>
        <translation>Davor haben Sie nichts gesagt.</translation>
    </message>
    <message>
        <source>You said nothing after that.</source>
        <translation>Danach haben Sie nichts gesagt.</translation>
    </message>
    <message>
        <source>There is no tool call before that.</source>
        <translation>Davor gibt es keinen Werkzeugaufruf.</translation>
    </message>
    <message>
        <source>There is no tool call after that.</source>
        <translation>Danach gibt es keinen Werkzeugaufruf.</translation>
    </message>
    <message>
        <source>There is no error before that.</source>
        <translation>Davor gibt es keinen Fehler.</translation>
    </message>
    <message>
        <source>There is no error after that.</source>
        <translation>Danach gibt es keinen Fehler.</translation>
    </message>
    <message>
        <source>There is no approval before that.</source>
        <translation>Davor gibt es keine Freigabe.</translation>
    </message>
    <message>
        <source>There is no approval after that.</source>
        <translation>Danach gibt es keine Freigabe.</translation>
    </message>
    <message>
        <source>There is no mark before that.</source>
        <translation>Davor gibt es keine gemerkte Stelle.</translation>
    </message>
    <message>
        <source>There is no mark after that.</source>
        <translation>Danach gibt es keine gemerkte Stelle.</translation>
    </message>
</context>
<context>
    <name>headgate::TranscriptPill</name>
    <message numerus="yes">
        <source>%Ln new</source>
        <translation>
            <numerusform>%Ln neu</numerusform>
            <numerusform>%Ln neu</numerusform>
        </translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
    <message>
        <source>%1, go to the end</source>
        <translation>%1, zum Ende gehen</translation>
    </message>
</context>
<context>
    <name>headgate::TranscriptView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the message</source>
        <translation>Nachricht kopieren</translation>
    </message>
    <message>
        <source>Copy as Markdown</source>
        <translation>Als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy the message as Markdown</source>
        <translation>Nachricht als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy the message as JSON</source>
        <translation>Nachricht als JSON kopieren</translation>
    </message>
    <message>
        <source>Copy a link to this place</source>
        <translation>Link zu dieser Stelle kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Fold all</source>
        <translation>Alles einklappen</translation>
    </message>
    <message>
        <source>Unfold all</source>
        <translation>Alles ausklappen</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Gesprächsverlauf</translation>
    </message>
</context>
<context>
    <name>headgate::Tray</name>
    <message>
        <source>Open Headgate</source>
        <translation>Headgate öffnen</translation>
    </message>
    <message>
        <source>Next who waits for you</source>
        <translation>Nächste wartende Anfrage</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Headgate: %n wait for you</source>
        <translation>
            <numerusform>Headgate: %n wartet auf Sie</numerusform>
            <numerusform>Headgate: %n warten auf Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>Headgate: nobody waits for you</source>
        <translation>Headgate: Niemand wartet auf Sie</translation>
    </message>
    <message>
        <source>Quiet for an hour</source>
        <translation>Eine Stunde Ruhe</translation>
    </message>
    <message>
        <source>Quiet until %1</source>
        <translation>Ruhe bis %1</translation>
    </message>
</context>
<context>
    <name>headgate::WaitingButton</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n wartet</numerusform>
            <numerusform>%n warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Show who waits longest</source>
        <translation>Zeigen, wer am längsten wartet</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) waiting. Show the next one</source>
        <translation>
            <numerusform>%n Anfrage wartet. Zeigen</numerusform>
            <numerusform>%n Anfragen warten. Die nächste zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::WaitingCard</name>
    <message>
        <source>free text</source>
        <translation>freier Text</translation>
    </message>
    <message numerus="yes">
        <source>%n option(s)</source>
        <translation>
            <numerusform>%n Möglichkeit</numerusform>
            <numerusform>%n Möglichkeiten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, free text</source>
        <translation>%1, freier Text</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>one of %1 alike</source>
        <translation>eine von %1 gleichen</translation>
    </message>
    <message>
        <source>Choose it to decide several together (X)</source>
        <translation>Auswählen, um mehrere gemeinsam zu entscheiden (X)</translation>
    </message>
    <message>
        <source>This one is to be looked at by itself: press Review</source>
        <translation>Diese ist einzeln anzusehen: „Prüfen“ drücken</translation>
    </message>
    <message>
        <source>Choose: %1, %2</source>
        <translation>Auswählen: %1, %2</translation>
    </message>
    <message>
        <source>Review: %1, %2</source>
        <translation>Prüfen: %1, %2</translation>
    </message>
</context>
<context>
    <name>headgate::WaitingPanel</name>
    <message>
        <source>Nobody waits for you</source>
        <translation>Niemand wartet auf Sie</translation>
    </message>
    <message>
        <source>No request fits this filter.</source>
        <translation>Keine Anfrage passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Filter by server, agent or text</source>
        <translation>Nach Server, Agent oder Text filtern</translation>
    </message>
    <message>
        <source>Filter requests</source>
        <translation>Anfragen filtern</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Choose several to decide them together</source>
        <translation>Mehrere auswählen und gemeinsam entscheiden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Choose all that are shown and may be decided together</source>
        <translation>Alle gezeigten auswählen, die gemeinsam entschieden werden dürfen</translation>
    </message>
    <message>
        <source>Review together</source>
        <translation>Gemeinsam prüfen</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>None chosen</source>
        <translation>Keine ausgewählt</translation>
    </message>
    <message>
        <source>When an agent asks for permission or has a question, it appears here. Press %1 to look at it.</source>
        <translation>Wenn ein Agent um Erlaubnis bittet oder eine Frage hat, erscheint es hier. %1 zeigt es an.</translation>
    </message>
</context>
<context>
    <name>headgate::WallClock</name>
    <message>
        <source>Clock of the wall</source>
        <translation>Uhr der Wand</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Point at a moment to see what each session told last at that time</source>
        <translation>Auf einen Moment zeigen, um zu sehen, was jede Sitzung da zuletzt gemeldet hatte</translation>
    </message>
    <message>
        <source>%1, %2 ago</source>
        <comment>a time of day, then how long that is past</comment>
        <translation>%1, vor %2</translation>
    </message>
</context>
<context>
    <name>headgate::WallDelegate</name>
    <message>
        <source>%1 · %2</source>
        <comment>state of a session, then what it does</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Its text is being read …</source>
        <translation>Ihr Text wird gelesen …</translation>
    </message>
    <message>
        <source>It said nothing yet.</source>
        <translation>Noch wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>Sie: %1</translation>
    </message>
    <message>
        <source>Texts are followed of the first %1. Enter opens it.</source>
        <translation>Verfolgt werden die Texte der ersten %1. Eingabe öffnet sie.</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>a time, then what happened</comment>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>Nothing is known of it so early.</source>
        <translation>So früh ist von ihr nichts bekannt.</translation>
    </message>
    <message>
        <source>last told at %1</source>
        <translation>zuletzt gemeldet um %1</translation>
    </message>
    <message numerus="yes">
        <source>Review, %Ln wait</source>
        <translation>
            <numerusform>Prüfen, %Ln wartet</numerusform>
            <numerusform>Prüfen, %Ln warten</numerusform>
        </translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln todo(s)</source>
        <translation>
            <numerusform>%1 von %Ln Aufgabe</numerusform>
            <numerusform>%1 von %Ln Aufgaben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>headgate::WallModel</name>
    <message>
        <source>%1 %2</source>
        <comment>a subagent&apos;s title, then what it wants</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>waits for you: %1</source>
        <translation>wartet auf Sie: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln todo(s) done</source>
        <translation>
            <numerusform>%1 von %Ln Aufgabe erledigt</numerusform>
            <numerusform>%1 von %Ln Aufgaben erledigt</numerusform>
        </translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
</context>
<context>
    <name>headgate::WallPage</name>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Who waits first</source>
        <translation>Wartende zuerst</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>As they began</source>
        <translation>Nach Beginn</translation>
    </message>
    <message>
        <source>Title, source or activity</source>
        <translation>Titel, Quelle oder Tätigkeit</translation>
    </message>
    <message>
        <source>Filter the wall</source>
        <translation>Wand filtern</translation>
    </message>
    <message>
        <source>Words in title, source, directory or activity</source>
        <translation>Wörter in Titel, Quelle, Verzeichnis oder Tätigkeit</translation>
    </message>
    <message>
        <source>Show or hide these</source>
        <translation>Diese zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a state and how many sessions are in it</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>Order: %1</source>
        <translation>Reihenfolge: %1</translation>
    </message>
    <message>
        <source>Enter opens a session · R reviews what waits · P pins · / filters · point at the clock to look back · Esc goes back</source>
        <translation>Eingabe öffnet eine Sitzung · R prüft Wartendes · P heftet an · / filtert · auf die Uhr zeigen blickt zurück · Esc geht zurück</translation>
    </message>
    <message>
        <source>No session fits</source>
        <translation>Keine Sitzung passt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln session(s) are alive. Type fewer letters, or press Show all.</source>
        <translation>
            <numerusform>%Ln Sitzung ist aktiv. Geben Sie weniger Buchstaben ein oder drücken Sie „Alle zeigen“.</numerusform>
            <numerusform>%Ln Sitzungen sind aktiv. Geben Sie weniger Buchstaben ein oder drücken Sie „Alle zeigen“.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing runs and nobody waits</source>
        <translation>Nichts läuft, und niemand wartet</translation>
    </message>
    <message>
        <source>Sessions of all sources stand here while they run or wait, and for an hour after that. P keeps one here for longer. Esc goes back.</source>
        <translation>Sitzungen aller Quellen stehen hier, solange sie laufen oder warten, und eine Stunde danach. P hält eine länger hier. Esc geht zurück.</translation>
    </message>
</context>
<context>
    <name>headgate::WallView</name>
    <message>
        <source>Wall of sessions</source>
        <translation>Wand der Sitzungen</translation>
    </message>
</context>
<context>
    <name>headgate::WorkPanel</name>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>No work</source>
        <translation>Keine Arbeit</translation>
    </message>
    <message>
        <source>Agents, the files they changed, the tools they called and their steps appear here when an event log tells of them.</source>
        <translation>Agenten, die von ihnen geänderten Dateien, ihre Werkzeugaufrufe und Schritte erscheinen hier, wenn ein Ereignisprotokoll von ihnen berichtet.</translation>
    </message>
</context>
<context>
    <name>headgate::WorkPopover</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>Was gerade läuft</translation>
    </message>
</context>
</TS>
